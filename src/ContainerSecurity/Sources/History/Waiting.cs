namespace ContainerSecurity.Sources;

/// <summary>Runs what waits for other programs on threads of its own, so that it takes none of those that search.</summary>
internal static class Waiting
{
    /// <summary>Starts something that waits.</summary>
    public static Task Run(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
