namespace ContainerSecurity.Sources;

/// <summary>A command of git that runs. Disposing it ends the command.</summary>
public interface IGitCall : IDisposable
{
    /// <summary>What the command reads.</summary>
    Stream Input { get; }

    /// <summary>What the command writes.</summary>
    Stream Output { get; }

    /// <summary>Waits for the end of the command.</summary>
    /// <param name="message">What it said of itself, for people.</param>
    /// <returns>Its exit code.</returns>
    int WaitForExit(out string message);
}
