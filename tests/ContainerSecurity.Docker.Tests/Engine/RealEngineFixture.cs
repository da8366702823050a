namespace ContainerSecurity.Docker.Tests.Engine;

/// <summary>One engine for all tests of this folder.</summary>
[SetUpFixture]
public class RealEngineFixture
{
    private static RealEngine? engine;

    internal static RealEngine Engine => engine ?? throw new InvalidOperationException("There is no engine.");

    [OneTimeSetUp]
    public async Task Start() => engine = await RealEngine.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (engine is not null)
            await engine.DisposeAsync();
    }
}
