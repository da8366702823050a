using ContainerSecurity.Docker.Hosts;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Docker.Tests.Engine;

/// <summary>A real engine is read and watched.</summary>
public class HostTests
{
    private static readonly PolicyEngine Engine = new(Policy.Default with { Profile = Profile.All });

    private static RealEngine Real => RealEngineFixture.Engine;

    [Test]
    public async Task Engine_and_all_that_it_has_are_judged_without_an_error()
    {
        await Real.DoAsync("volume", "create", "-o", "type=none", "-o", "o=bind", "-o", "device=/etc", "disguised");
        await Real.DoAsync("create", "--name", "host-test", "--privileged", RealEngine.Image);
        try
        {
            List<Decision> decisions = await ScanAsync(new DockerHostOptions { Endpoint = Real.Address });

            Assert.Multiple(() =>
            {
                Assert.That(decisions.SelectMany(d => d.Errors), Is.Empty);
                Assert.That(Rules(decisions[0]), Does.Contain("CSEC2020").And.Contain("CSEC6019"));
                Assert.That(Rules(decisions, "/volumes/disguised"), Does.Contain("CSEC3005"));
                Assert.That(Rules(decisions, "/containers/host-test"), Does.Contain("CSEC2001"));
                Assert.That(Rules(decisions, "/images/" + RealEngine.Image), Does.Contain("CSEC6008"));
            });
        }
        finally
        {
            await Real.DoAsync("rm", "host-test");
            await Real.DoAsync("volume", "rm", "disguised");
        }
    }

    [Test]
    public async Task Layers_of_images_are_read_as_the_engine_saves_them()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Real.Folder, "secret", "root")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"),
            "-----BEGIN " + "RSA PRIVATE KEY-----\n" + string.Concat(Enumerable.Repeat("MIIEpAIBAAKCAQEA7bq2Zk0yq3oZ8v4fPq1c9x7\n", 20)) + "-----END " + "RSA PRIVATE KEY-----\n");
        string archive = Path.Combine(Real.Folder, "secret.tar");
        await Programs.RunAsync("tar", ["-C", Path.Combine(Real.Folder, "secret"), "-cf", archive, "."]);
        await Real.DoAsync("import", archive, "local/secret:1");
        try
        {
            List<Decision> decisions = await ScanAsync(new DockerHostOptions { Endpoint = Real.Address, ReadsLayers = true });

            Assert.Multiple(() =>
            {
                Assert.That(decisions.SelectMany(d => d.Errors), Is.Empty);
                Assert.That(Rules(decisions, "/images/local/secret:1"), Does.Contain("CSEC4008"));
                Assert.That(Directory.EnumerateFiles(Path.GetTempPath(), "csec-*.tar"), Is.Empty);
            });
        }
        finally
        {
            await Real.DoAsync("rmi", "local/secret:1");
        }
    }

    [Test]
    public async Task Image_without_end_is_cut_off_and_leaves_nothing_behind()
    {
        var options = new DockerHostOptions { Endpoint = Real.Address, ReadsLayers = true, MaxImageLength = 100_000 };

        Decision image = (await ScanAsync(options)).Single(d => d.Source.EndsWith("/images/" + RealEngine.Image, StringComparison.Ordinal));

        Assert.That(image.Errors.Single().Message, Does.Contain("larger than 100000 bytes"));
        Assert.That(Directory.EnumerateFiles(Path.GetTempPath(), "csec-*.tar"), Is.Empty);
    }

    [Test]
    public async Task Services_configs_and_secrets_of_a_swarm_are_judged()
    {
        await Real.DoAsync("swarm", "init", "--advertise-addr", "127.0.0.1", "--listen-addr", "127.0.0.1:0");
        try
        {
            string file = Path.Combine(Real.Folder, "app.conf");
            await File.WriteAllTextAsync(file, "password=" + "Tr0ub4dor" + "-and-3\n");
            await Real.DoAsync("config", "create", "app.conf", file);
            await Real.DoAsync("secret", "create", "key", file);
            await Real.DoAsync("service", "create", "--detach", "--name", "web", "--replicas", "0", "--user", "0", "--network", "host", "--mount",
                "type=bind,src=/etc,dst=/x", "--no-resolve-image", RealEngine.Image);
            List<Decision> decisions = await ScanAsync(new DockerHostOptions { Endpoint = Real.Address });

            Assert.Multiple(() =>
            {
                Assert.That(decisions.SelectMany(d => d.Errors), Is.Empty);
                Assert.That(Rules(decisions, "/services/web"), Does.Contain("CSEC2004").And.Contain("CSEC3001").And.Contain("CSEC3005"));
                Assert.That(Rules(decisions, "/configs/app.conf"), Does.Contain("CSEC4005"));
                Assert.That(Rules(decisions, "/secrets/key"), Is.Empty);
                Assert.That(Rules(decisions, "/networks/ingress"), Does.Contain("CSEC7023"));
                Assert.That(Rules(decisions[0]), Does.Contain("CSEC5052"));
            });
        }
        finally
        {
            await Real.DoAsync("swarm", "leave", "--force");
        }
    }

    [Test]
    public async Task Watch_tells_what_is_made_and_survives_a_restart_of_the_engine()
    {
        using var ended = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var scanner = new DockerHostScanner(Engine, new DockerHostOptions { Endpoint = Real.Address, ReconnectDelay = TimeSpan.FromMilliseconds(50) });
        IAsyncEnumerator<Decision> told = scanner.ScanAndWatchAsync(ended.Token).GetAsyncEnumerator(ended.Token);
        try
        {
            await NextAsync(told, "/images/" + RealEngine.Image);
            await Real.DoAsync("create", "--name", "before", "--privileged", RealEngine.Image);
            Assert.That(Rules(await NextAsync(told, "/containers/before")), Does.Contain("CSEC2001"));

            await Real.RestartAsync();
            await Real.DoAsync("create", "--name", "after", "--pid", "host", RealEngine.Image);
            Assert.That(Rules(await NextAsync(told, "/containers/after")), Does.Contain("CSEC3002"));
        }
        finally
        {
            await told.DisposeAsync();
            await Real.DoAsync("rm", "-f", "before", "after");
        }
    }

    private static async Task<Decision> NextAsync(IAsyncEnumerator<Decision> told, string source)
    {
        while (await told.MoveNextAsync())
            if (told.Current.Source.EndsWith(source, StringComparison.Ordinal))
                return told.Current;
        throw new InvalidOperationException("The watch ended.");
    }

    private static async Task<List<Decision>> ScanAsync(DockerHostOptions options)
    {
        var decisions = new List<Decision>();
        await foreach (Decision decision in new DockerHostScanner(Engine, options).ScanAsync())
            decisions.Add(decision);
        return decisions;
    }

    private static IEnumerable<string> Rules(Decision decision) => decision.Findings.Select(f => f.Finding.Rule.Id);

    private static IEnumerable<string> Rules(IEnumerable<Decision> decisions, string source) =>
        Rules(decisions.Single(d => d.Source.EndsWith(source, StringComparison.Ordinal)));
}
