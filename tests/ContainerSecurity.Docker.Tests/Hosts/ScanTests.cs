using ContainerSecurity.Docker.Hosts;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Docker.Tests.Hosts;

/// <summary>All that a host has is judged; what cannot be read is said, and takes nothing else with it.</summary>
public class ScanTests
{
    private static readonly PolicyEngine Engine = new(Policy.Default with { Profile = Profile.All });
    private FakeEngine fake = null!;

    [SetUp]
    public async Task Start() => fake = await FakeEngine.StartAsync();

    [TearDown]
    public async Task Stop() => await fake.DisposeAsync();

    [Test]
    public async Task Each_part_has_a_decision_of_its_own_the_engine_first_and_objects_by_kind_and_name()
    {
        fake.AddContainer("web");
        fake.AddContainer("db");
        Put("networks", """[{"Name":"shop","Id":"n1","Driver":"bridge"}]""", ("networks/n1", """{"Name":"shop","Id":"n1","Driver":"bridge"}"""));
        Put("volumes", """{"Volumes":[{"Name":"data"}]}""", ("volumes/data", """{"Name":"data","Driver":"local","Options":{"o":"bind","device":"/etc"}}"""));
        Put("plugins", """[{"Id":"p1","Name":"log:1"}]""", ("plugins/p1/json", """{"Id":"p1","Name":"log:1","Config":{"PidHost":true}}"""));

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(decisions.Where(d => d.Skipped is null).Select(d => d.Source), Is.EqualTo((string[])
                ["docker://host-1/info", "docker://host-1/networks/shop", "docker://host-1/volumes/data", "docker://host-1/containers/db", "docker://host-1/containers/web", "docker://host-1/plugins/log:1"]));
            Assert.That(decisions.SelectMany(d => d.Errors), Is.Empty);
            Assert.That(Rules(decisions, "volumes/data"), Does.Contain("CSEC3005"));
            Assert.That(Rules(decisions, "plugins/log:1"), Does.Contain("CSEC3002"));
        });
    }

    [Test]
    public async Task Place_of_a_finding_is_the_field_as_docker_inspect_prints_it()
    {
        fake.AddContainer("web", """{"Privileged":true}""");

        PolicyFinding finding = (await ScanAsync()).SelectMany(d => d.Findings).Single(f => f.Finding.Rule.Id == "CSEC2001");

        Assert.Multiple(() =>
        {
            Assert.That(finding.Finding.Location.Path, Is.EqualTo("HostConfig.Privileged"));
            Assert.That(finding.Finding.Location.File.Text!.Split('\n')[finding.Finding.Location.Span.Line - 1], Is.EqualTo("        \"Privileged\": true"));
        });
    }

    [Test]
    public async Task Object_that_vanishes_is_no_error()
    {
        fake.AddContainer("web");
        fake.AddContainer("gone");
        fake.Answers["containers/gone/json"] = (404, """{"message":"No such container: gone"}""");

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.That(decisions.SelectMany(d => d.Errors), Is.Empty);
        Assert.That(decisions.Select(d => d.Source), Does.Contain("docker://host-1/containers/web").And.Not.Contain("docker://host-1/containers/gone"));
    }

    [TestCase("networks", "docker://host-1/networks")]
    [TestCase("volumes", "docker://host-1/volumes")]
    [TestCase("images/json", "docker://host-1/images")]
    [TestCase("plugins", "docker://host-1/plugins")]
    [TestCase("containers/db/json", "docker://host-1/containers/db")]
    public async Task What_may_not_be_read_is_an_error_and_the_rest_is_judged(string path, string source)
    {
        fake.AddContainer("web", """{"Privileged":true}""");
        fake.AddContainer("db");
        fake.Answers[path] = (403, """{"message":"authorization denied by plugin teams"}""");

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Decision denied = decisions.Single(d => d.Errors.Count > 0);
        Assert.Multiple(() =>
        {
            Assert.That(denied.Source, Is.EqualTo(source));
            Assert.That(denied.Errors.Single().Message, Does.Contain("does not let this user read it (403: authorization denied by plugin teams)"));
            Assert.That(denied.IsAllowed, Is.False);
            Assert.That(Rules(decisions, "containers/web"), Does.Contain("CSEC2001"));
        });
    }

    [Test]
    public async Task Engine_that_does_not_say_what_it_is_is_an_error_and_its_objects_are_judged()
    {
        fake.AddContainer("web", """{"Privileged":true}""");
        fake.Answers["info"] = (403, "{}");

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(decisions[0].Errors.Single().Message, Does.StartWith("What the engine says of itself was not judged"));
            Assert.That(decisions[0].Findings, Is.Empty);
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Id), Does.Contain("CSEC2001"));
        });
    }

    [TestCase("no JSON at all")]
    [TestCase("[1]")]
    [TestCase("{\"Config\":")]
    public async Task Answer_that_is_none_is_an_error_of_its_object(string body)
    {
        fake.AddContainer("web", """{"Privileged":true}""");
        fake.AddContainer("odd");
        fake.Answers["containers/odd/json"] = (200, body);

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.That(decisions.Where(d => d.Errors.Count > 0).Select(d => d.Source), Is.EqualTo((string[])["docker://host-1/containers/odd"]));
        Assert.That(Rules(decisions, "containers/web"), Does.Contain("CSEC2001"));
    }

    [Test]
    public async Task Value_of_the_wrong_type_is_an_error_with_its_place()
    {
        fake.AddContainer("web", """{"Privileged":"of course"}""");

        Assert.That((await ScanAsync()).SelectMany(d => d.Errors).Single().Message, Does.Contain("'HostConfig.Privileged' must be true or false"));
    }

    [TestCase("{\"containers\":[]}")]
    [TestCase("[[]]")]
    [TestCase("[{\"Names\":[\"/web\"]}]")]
    [TestCase("nothing")]
    public async Task List_that_is_none_is_an_error(string body)
    {
        fake.Answers["containers/json"] = (200, body);

        Assert.That((await ScanAsync()).Single(d => d.Errors.Count > 0).Source, Is.EqualTo("docker://host-1/containers"));
    }

    [Test]
    public async Task Services_configs_and_secrets_are_asked_of_a_manager_alone()
    {
        await ScanAsync();
        Assert.That(fake.Asked, Has.None.StartsWith("/services"));

        fake.Answers["info"] = (200, """{"Name":"host-1","Swarm":{"LocalNodeState":"active","ControlAvailable":true}}""");
        Put("services", """[{"ID":"s1","Spec":{"Name":"web"}}]""", ("services/s1", """{"ID":"s1","Spec":{"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"a","User":"0"},"Networks":[{"Target":"n1"}]}}}"""));
        Put("configs", """[{"ID":"c1","Spec":{"Name":"app"}}]""", ("configs/c1", """{"ID":"c1","Spec":{"Name":"app","Data":"YT1i"}}"""));
        Put("secrets", """[{"ID":"k1","Spec":{"Name":"key"}}]""", ("secrets/k1", """{"ID":"k1","Spec":{"Name":"key"}}"""));
        Put("networks", """[{"Name":"host","Id":"n1"}]""", ("networks/n1", """{"Name":"host","Id":"n1"}"""));
        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Rules(decisions, "services/web"), Does.Contain("CSEC2004").And.Contain("CSEC3001"));
            Assert.That(decisions.Select(d => d.Source), Does.Contain("docker://host-1/configs/app").And.Contain("docker://host-1/secrets/key"));
        });
    }

    [Test]
    public async Task Node_that_says_nothing_of_its_swarm_and_is_no_manager_is_no_error()
    {
        fake.Answers["info"] = (200, """{"Name":"host-1"}""");
        foreach (string list in (string[])["services", "configs", "secrets"])
            fake.Answers[list] = (503, """{"message":"This node is not a swarm manager."}""");

        Assert.That((await ScanAsync()).SelectMany(d => d.Errors), Is.Empty);
    }

    [Test]
    public async Task Image_is_judged_by_its_configuration_and_history()
    {
        string secret = "Tr0ub4dor" + "-and-3";
        Put("images/json", """[{"Id":"sha256:0a52285407d1ea76b9d5668e6712fe21c28b30dd41ec95b137bf9456c88e93a7","RepoTags":["shop/web:latest"]}]""",
            ("images/sha256:0a52285407d1ea76b9d5668e6712fe21c28b30dd41ec95b137bf9456c88e93a7/json", """{"Id":"sha256:0a52285407d1ea76b9d5668e6712fe21c28b30dd41ec95b137bf9456c88e93a7","RepoTags":["shop/web:latest"],"RepoDigests":[],"Created":"2026-01-01T00:00:00Z","Author":"","Architecture":"amd64","Os":"linux","Config":{"User":"","Env":["A=b"]},"RootFS":{"Type":"layers","Layers":["sha256:0a52285407d1ea76b9d5668e6712fe21c28b30dd41ec95b137bf9456c88e93a7"]}}"""),
            ("images/sha256:0a52285407d1ea76b9d5668e6712fe21c28b30dd41ec95b137bf9456c88e93a7/history", $$"""[{"CreatedBy":"|1 DB_PASSWORD={{secret}} /bin/sh -c make","Size":0},{"CreatedBy":"ADD rootfs /","Size":17}]"""));

        IReadOnlyList<Decision> decisions = await ScanAsync();

        Assert.That(decisions.SelectMany(d => d.Errors), Is.Empty);
        Assert.That(Rules(decisions, "images/shop/web:latest"), Does.Contain("CSEC2003").And.Contain("CSEC6008").And.Contain("CSEC4009"));
    }

    [Test]
    public async Task Settings_file_is_part_of_the_engine_and_its_secrets_are_found()
    {
        string file = Path.Combine(Path.GetDirectoryName(fake.SocketPath)!, "daemon.json");
        await File.WriteAllTextAsync(file,
            "{\n  \"iptables\": false,\n  \"proxies\": {\"http-proxy\": \"http://user:" + "Tr0ub4dor3" + "@proxy.example:3128\"}\n}\n");

        Decision decision = (await ScanAsync(new DockerHostOptions { Endpoint = fake.Address, SettingsFile = file }))[0];

        Assert.Multiple(() =>
        {
            Assert.That(decision.Findings.Where(f => f.Finding.Rule.Id == "CSEC7020").Select(f => (f.Finding.Location.File.Path, f.Finding.Location.Span.Line,
                f.Finding.Location.Path)), Is.EqualTo(((string, int, string)[])[(file, 2, "iptables")]));
            Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Does.Contain("CSEC4004"));
        });
    }

    [TestCase("{ no json", true)]
    [TestCase("[]", true)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public async Task Settings_file_that_is_broken_is_an_error_and_one_that_is_absent_is_none(string? text, bool isError)
    {
        string file = Path.Combine(Path.GetDirectoryName(fake.SocketPath)!, "daemon.json");
        if (text is not null)
            await File.WriteAllTextAsync(file, text);

        Decision decision = (await ScanAsync(new DockerHostOptions { Endpoint = fake.Address, SettingsFile = file }))[0];

        Assert.That(decision.Errors, isError ? Is.Not.Empty : Is.Empty);
        Assert.That(decision.Findings.Any(f => f.Finding.Rule.Id == "CSEC7021"), Is.EqualTo(!isError));
    }

    [Test]
    public async Task Settings_that_are_not_known_are_said_to_be() =>
        Assert.That((await ScanAsync()).Where(d => d.Skipped is not null).Select(d => d.Source), Is.EqualTo((string[])["docker://host-1/daemon.json"]));

    [Test]
    public async Task Socket_that_everybody_may_use_is_found()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no such permissions.");
            return;
        }
        File.SetUnixFileMode(fake.SocketPath, (UnixFileMode)0b110_110_110);

        Assert.That(Rules(await ScanAsync(), "info"), Does.Contain("CSEC5050"));
    }

    [Test]
    public void Engine_that_is_too_old_is_refused()
    {
        fake.Answers["version"] = (200, """{"ApiVersion":"1.40"}""");

        Assert.That(() => ScanAsync(), Throws.TypeOf<DockerHostException>().With.Message.Contains("1.40").And.Message.Contains("1.41 is the oldest"));
    }

    [TestCase("1.41")]
    [TestCase("1.56")]
    [TestCase("2.0")]
    public async Task Engine_of_any_later_version_is_read(string version)
    {
        fake.Answers["version"] = (200, $$"""{"ApiVersion":"{{version}}"}""");

        Assert.That((await ScanAsync()).SelectMany(d => d.Errors), Is.Empty);
    }

    [TestCase("unix:///nowhere/docker.sock", "cannot be reached")]
    [TestCase("tcp://127.0.0.1:1", "cannot be reached")]
    [TestCase("ssh://user@host", "behind SSH")]
    [TestCase("gopher://host", "no address of an engine")]
    public void Engine_that_is_not_there_is_told_with_what_to_do(string address, string message) =>
        Assert.That(() => ScanAsync(new DockerHostOptions { Endpoint = new Uri(address) }), Throws.TypeOf<DockerHostException>()
            .With.Message.Contains(message));

    [Test]
    public async Task No_more_is_asked_at_a_time_than_the_options_say()
    {
        for (int i = 0; i < 40; i++)
            fake.AddContainer($"web-{i}");
        fake.Delay = TimeSpan.FromMilliseconds(5);

        await ScanAsync(new DockerHostOptions { Endpoint = fake.Address, Concurrency = 3 });

        Assert.That(fake.MostAtATime, Is.InRange(2, 3));
    }

    [Test]
    public async Task Answer_without_end_is_cut_off()
    {
        fake.AddContainer("web", $$"""{"Binds":["/srv/{{new string('x', 100_000)}}:/x"]}""");

        IReadOnlyList<Decision> decisions = await ScanAsync(new DockerHostOptions { Endpoint = fake.Address, MaxAnswerLength = 50_000 });

        Assert.That(decisions.Single(d => d.Errors.Count > 0).Errors.Single().Message, Does.Contain("longer than 50000 bytes"));
    }

    [Test]
    public async Task Objects_without_end_are_cut_off_and_said()
    {
        for (int i = 0; i < 5; i++)
            fake.AddContainer($"web-{i}");

        IReadOnlyList<Decision> decisions = await ScanAsync(new DockerHostOptions { Endpoint = fake.Address, MaxObjects = 3 });

        Assert.That(decisions.Single(d => d.Errors.Count > 0).Errors.Single().Message, Is.EqualTo("The host has 5 containers; 3 were judged."));
        Assert.That(decisions.Count(d => d.Source.Contains("/containers/", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public async Task Engine_that_does_not_answer_is_an_error_of_what_it_was_asked()
    {
        fake.AddContainer("web");
        fake.AddContainer("deaf");
        fake.Silent = "containers/deaf/json";

        IReadOnlyList<Decision> decisions = await ScanAsync(new DockerHostOptions { Endpoint = fake.Address, RequestTimeout = TimeSpan.FromMilliseconds(300) });

        Assert.That(decisions.Single(d => d.Errors.Count > 0).Errors.Single().Message,
            Does.Contain("did not answer 'containers/deaf/json' within 0.3 seconds"));
        Assert.That(decisions.Select(d => d.Source), Does.Contain("docker://host-1/containers/web"));
    }

    [Test]
    public void Scan_ends_when_it_is_cancelled()
    {
        for (int i = 0; i < 20; i++)
            fake.AddContainer($"web-{i}");
        using var cancellation = new CancellationTokenSource();

        Assert.That(async () =>
        {
            await foreach (Decision _ in new DockerHostScanner(Engine, new DockerHostOptions { Endpoint = fake.Address }).ScanAsync(cancellation.Token))
                await cancellation.CancelAsync();
        }, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("../../info", "/volumes/..%2F..%2Finfo")]
    [TestCase("a/../b", "/volumes/a%2F..%2Fb")]
    [TestCase("a b?x=1#y", "/volumes/a%20b%3Fx%3D1%23y")]
    [TestCase("shop_data-1.0", "/volumes/shop_data-1.0")]
    public async Task Name_of_an_object_leads_nowhere_else(string id, string target)
    {
        fake.Answers["volumes"] = (200, $$"""{"Volumes":[{"Name":"{{id}}"}]}""");

        await ScanAsync();

        Assert.That(fake.Asked.Where(a => a is not ("/version" or "/info" or "/networks" or "/volumes" or "/images/json" or "/plugins")
            && !a.StartsWith("/containers/", StringComparison.Ordinal)), Is.EqualTo((string[])[target]));
    }

    private void Put(string list, string body, params (string Path, string Body)[] objects)
    {
        fake.Answers[list] = (200, body);
        foreach ((string path, string answer) in objects)
            fake.Answers[path] = (200, answer);
    }

    private static IEnumerable<string> Rules(IEnumerable<Decision> decisions, string source) =>
        decisions.Single(d => d.Source == "docker://host-1/" + source).Findings.Select(f => f.Finding.Rule.Id);

    private async Task<IReadOnlyList<Decision>> ScanAsync(DockerHostOptions? options = null)
    {
        var decisions = new List<Decision>();
        await foreach (Decision decision in new DockerHostScanner(Engine, options ?? new DockerHostOptions { Endpoint = fake.Address }).ScanAsync())
            decisions.Add(decision);
        return decisions;
    }
}
