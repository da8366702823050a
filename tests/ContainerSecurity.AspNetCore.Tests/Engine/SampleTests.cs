using System.Diagnostics;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>The sample does what its first lines say.</summary>
[TestFixture]
public class SampleTests
{
    [Test]
    public async Task Each_person_of_the_sample_has_a_socket_and_sees_the_own_team_s()
    {
        await using DockerEngine engine = await DockerEngine.StartAsync();
        string sockets = Path.Combine(engine.Folder, "people");
        using Process sample = Programs.Start(
            Environment.ProcessPath!, [Path.Combine(AppContext.BaseDirectory, "DockerTeams.dll")],
            new Dictionary<string, string?> { ["ENGINE"] = "unix://" + engine.Socket, ["SOCKETS"] = sockets });
        try
        {
            DockerCli alice = new($"unix://{sockets}/alice.sock", engine.Folder), bob = new($"unix://{sockets}/bob.sock", engine.Folder);
            for (int attempt = 0; attempt < 100 && (await alice.RunAsync("version")).ExitCode != 0; attempt++)
                await Task.Delay(100);
            string id = await alice.DoAsync("run", "-d", "--name", "web", DockerEngine.Image, "sleep", "600");
            Assert.Multiple(async () =>
            {
                Assert.That(await alice.DoAsync("ps", "-q", "--no-trunc"), Is.EqualTo(id));
                Assert.That(await bob.DoAsync("ps", "-q"), Is.Empty);
                Assert.That((await bob.RunAsync("rm", "-f", "web")).Text, Does.Contain("No such container"));
                Assert.That((await alice.RunAsync("create", "--privileged", DockerEngine.Image, "true")).Errors, Does.Contain("CSEC2001"));
                Assert.That(await new DockerCli($"unix://{sockets}/operator.sock", engine.Folder).DoAsync("ps", "-q", "--no-trunc"), Is.EqualTo(id));
            });
        }
        finally
        {
            sample.Kill();
            await sample.WaitForExitAsync();
        }
    }
}
