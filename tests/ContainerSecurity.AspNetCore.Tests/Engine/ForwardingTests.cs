using ContainerSecurity.AspNetCore.Docker;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>What the real command line does through the forwarding alone is what it does without it.</summary>
[TestFixture]
public class ForwardingTests
{
    private DockerEngine engine = null!;
    private OpenProxy proxy = null!;
    private DockerCli docker = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        engine = await DockerEngine.StartAsync();
        string socket = Path.Combine(engine.Folder, "proxy.sock");
        proxy = await OpenProxy.StartAsync(
            new DockerEngineOptions { Address = new Uri("unix://" + engine.Socket) },
            k => k.ListenUnixSocket(socket, l => l.UseDockerProxy()));
        docker = new DockerCli("unix://" + socket, engine.Folder);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (proxy is not null)
            await proxy.DisposeAsync();
        if (engine is not null)
            await engine.DisposeAsync();
    }

    [Test]
    public async Task A_run_without_input_prints() =>
        Assert.That(await docker.DoAsync("run", "--rm", DockerEngine.Image, "echo", "hello"), Is.EqualTo("hello"));

    [Test]
    public async Task A_run_ends_with_the_container_s_code() =>
        Assert.That((await docker.RunAsync("run", "--rm", DockerEngine.Image, "sh", "-c", "exit 7")).ExitCode, Is.EqualTo(7));

    [Test]
    public async Task The_end_of_the_input_reaches_the_container() =>
        Assert.That((await docker.RunWithInputAsync("hi there", "run", "--rm", "-i", DockerEngine.Image, "cat")).Success(), Is.EqualTo("hi there"));

    [Test]
    public async Task Twenty_megabytes_come_back_whole() =>
        Assert.That((await docker.ShellAsync($"head -c 20000000 /dev/zero | docker run --rm -i {DockerEngine.Image} cat | wc -c")).Success(),
            Is.EqualTo("20000000"));

    [Test]
    public async Task A_detached_run_returns()
    {
        string id = await docker.DoAsync("run", "-d", DockerEngine.Image, "sleep", "60");
        Assert.That(await docker.DoAsync("inspect", "-f", "{{.State.Running}}", id), Is.EqualTo("true"));
        await docker.DoAsync("rm", "-f", id);
    }

    [Test]
    public async Task An_exec_on_a_terminal_has_its_size_and_its_code()
    {
        string id = await docker.DoAsync("run", "-d", DockerEngine.Image, "sleep", "60");
        Outcome outcome = await docker.OnTerminalAsync($"exec -it {id} sh -c 'sleep 1; stty size; exit 5'");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Output, Does.Contain("33 77"));
            Assert.That(outcome.ExitCode, Is.EqualTo(5));
        });
        await docker.DoAsync("rm", "-f", id);
    }

    [Test]
    public async Task An_attached_client_sees_what_is_printed_and_the_code()
    {
        string id = await docker.DoAsync("run", "-d", "-i", DockerEngine.Image, "sh", "-c", "read line; echo got $line; sleep 1; exit 3");
        // The command line asks for no output any more once its input has ended.
        Outcome outcome = await docker.ShellAsync($"(echo word; sleep 2) | docker attach {id}");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Output, Is.EqualTo("got word\n"));
            Assert.That(outcome.ExitCode, Is.EqualTo(3));
        });
        await docker.DoAsync("rm", "-f", id);
    }

    [Test]
    public async Task Followed_logs_end_with_the_container()
    {
        string id = await docker.DoAsync("run", "-d", DockerEngine.Image, "sh", "-c", "echo one; sleep 1; echo two");
        Assert.That(await docker.DoAsync("logs", "-f", id), Is.EqualTo("one\ntwo"));
        await docker.DoAsync("rm", "-f", id);
    }

    [Test]
    public async Task Archives_and_images_pass_both_ways()
    {
        string folder = Directory.CreateDirectory(Path.Combine(engine.Folder, "copies")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "in"), new byte[5_000_000]);
        string id = await docker.DoAsync("create", DockerEngine.Image, "true");
        await docker.DoAsync("cp", Path.Combine(folder, "in"), $"{id}:/file");
        await docker.DoAsync("cp", $"{id}:/file", Path.Combine(folder, "out"));
        await docker.DoAsync("commit", id, "local/copy:1");
        await docker.DoAsync("save", "-o", Path.Combine(folder, "image.tar"), "local/copy:1");
        await docker.DoAsync("rmi", "local/copy:1");
        await docker.DoAsync("load", "-i", Path.Combine(folder, "image.tar"));
        Assert.Multiple(async () =>
        {
            Assert.That(new FileInfo(Path.Combine(folder, "out")).Length, Is.EqualTo(5_000_000));
            Assert.That(await docker.DoAsync("images", "-q", "local/copy:1"), Is.Not.Empty);
        });
        await docker.DoAsync("rm", id);
    }
}
