using System.Diagnostics;
using System.Globalization;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary><c>csec docker serve</c>, as its own process.</summary>
[TestFixture]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class ServeTests
{
    private string folder = "";

    private string Access => Path.Combine(folder, "access.yaml");

    [SetUp]
    public void Write()
    {
        folder = Directory.CreateTempSubdirectory("serve-").FullName;
        File.WriteAllText(Access, "kind: DockerAccessPolicy\ngrants:\n- { role: admin, users: [root], scopes: [everything] }\n");
    }

    [Test]
    public async Task A_user_of_the_machine_is_served_each_decision_is_kept_and_nothing_is_left_behind()
    {
        await using DockerEngine engine = await DockerEngine.StartAsync();
        string socket = Path.Combine(folder, "docker.sock"), plugin = Path.Combine(folder, "plugin.sock"), audit = Path.Combine(folder, "audit.jsonl");
        using Process csec = Programs.Start(Environment.ProcessPath!,
            [Tool, "docker", "serve", "--access", Access, "--host", "unix://" + engine.Socket, "--listen", "unix://" + socket, "--plugin", plugin, "--audit", audit]);
        var docker = new DockerCli("unix://" + socket, folder);
        for (int attempt = 0; attempt < 100 && (await docker.RunAsync("version")).ExitCode != 0; attempt++)
            await Task.Delay(100);
        Assert.Multiple(async () =>
        {
            Assert.That(await docker.DoAsync("run", "--rm", DockerEngine.Image, "echo", "hello"), Is.EqualTo("hello"));
            Assert.That(File.GetUnixFileMode(socket),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite));
            Assert.That(File.GetUnixFileMode(plugin), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        });
        await Programs.RunAsync("kill", ["-TERM", csec.Id.ToString(CultureInfo.InvariantCulture)]);
        await csec.WaitForExitAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(csec.ExitCode, Is.Zero);
            Assert.That(File.Exists(socket) || File.Exists(plugin), Is.False);
            Assert.That(await File.ReadAllTextAsync(audit), Does.Contain("container.create").And.Contain("\"root\""));
            Assert.That((await RunAsync("audit", "verify", audit)).ExitCode, Is.Zero);
        });
    }

    [Test]
    public async Task A_socket_that_a_killed_process_has_left_is_no_hindrance_and_one_that_is_listened_at_is()
    {
        string socket = Path.Combine(folder, "docker.sock");
        using Process first = Programs.Start(Environment.ProcessPath!, [Tool, "docker", "serve", "--access", Access, "--listen", "unix://" + socket]);
        await UntilAsync(() => File.Exists(socket));
        Outcome second = await RunAsync("docker", "serve", "--access", Access, "--listen", "unix://" + socket);
        first.Kill();
        await first.WaitForExitAsync();
        using Process third = Programs.Start(Environment.ProcessPath!, [Tool, "docker", "serve", "--access", Access, "--listen", "unix://" + socket]);
        await UntilAsync(() => File.Exists(socket) && File.GetUnixFileMode(socket).HasFlag(UnixFileMode.GroupWrite));
        bool isRunning = !third.HasExited;
        third.Kill();
        await third.WaitForExitAsync();
        Assert.Multiple(() =>
        {
            Assert.That(second.ExitCode, Is.EqualTo(2));
            Assert.That(second.Errors, Does.Contain("listens at"));
            Assert.That(isRunning, Is.True);
        });
    }

    [TestCase("There is nothing to serve", new string[0])]
    [TestCase("needs --tls", new[] { "--listen", "tcp://127.0.0.1:1" })]
    [TestCase("no address for --listen", new[] { "--listen", "/run/docker.sock" })]
    [TestCase("no address for --host", new[] { "--listen", "unix:///tmp/x.sock", "--host", "http://engine" })]
    [TestCase("ca.pem", new[] { "--listen", "tcp://127.0.0.1:1", "--tls", "/nowhere" })]
    public async Task What_is_wrong_with_the_command_line_is_told(string message, string[] arguments)
    {
        Outcome outcome = await RunAsync(["docker", "serve", "--access", Access, .. arguments]);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.Text);
            Assert.That(outcome.Errors, Does.Contain(message).Or.Contain("/nowhere"));
        });
    }

    [Test]
    public async Task A_mistake_in_the_access_policy_is_told_with_its_place()
    {
        await File.AppendAllTextAsync(Access, "- { role: admn, users: [a] }\n");
        Outcome outcome = await RunAsync("docker", "serve", "--access", Access, "--listen", $"unix://{folder}/x.sock");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.Text);
            Assert.That(outcome.Errors, Does.Contain($"{Access}:4"));
        });
    }

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "csec.dll");

    private static Task<Outcome> RunAsync(params string[] arguments) => Programs.RunAsync(Environment.ProcessPath!, [Tool, .. arguments]);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(50, patience.Token);
    }
}
