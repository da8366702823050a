using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>Testcontainers works for a team through the proxy, with what this engine asks of it without a proxy too.</summary>
[TestFixture]
public class TestcontainersTests
{
    [Test]
    public async Task A_team_starts_a_container_runs_a_command_copies_a_file_and_reads_the_output()
    {
        GuardedEngine host = GuardedEngineFixture.Host;
        Environment.SetEnvironmentVariable("DOCKER_API_VERSION", "1.41");
        TestcontainersSettings.ResourceReaperEnabled = false;
        await using IContainer container = new ContainerBuilder(DockerEngine.Image)
            .WithDockerEndpoint(new Uri("unix://" + host.SocketOf("alice")))
            .WithCommand("sh", "-c", "echo started; sleep 600")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("started"))
            .Build();
        await container.StartAsync();
        await container.CopyAsync("content"u8.ToArray(), "/file");
        ExecResult result = await container.ExecAsync(["cat", "/file"]);
        (string output, _) = await container.GetLogsAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(result.Stdout, Is.EqualTo("content"));
            Assert.That(output, Does.Contain("started"));
            Assert.That(await container.ReadFileAsync("/file"), Is.EqualTo("content"u8.ToArray()));
            Assert.That(await host.Bob.DoAsync("ps", "-aq"), Is.Empty);
        });
    }
}
