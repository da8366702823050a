namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>One guarded engine for all tests that need no other.</summary>
[SetUpFixture]
public class GuardedEngineFixture
{
    private static GuardedEngine? host;

    internal static GuardedEngine Host => host ?? throw new InvalidOperationException("There is no engine.");

    [OneTimeSetUp]
    public async Task Start() => host = await GuardedEngine.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (host is not null)
            await host.DisposeAsync();
    }
}
