namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>Two teams and an administrator on one real engine, by the real command line: each team sees and touches its own.</summary>
[TestFixture]
public class TeamTests
{
    private static GuardedEngine Host => GuardedEngineFixture.Host;

    private static string Label => "io.containersecurity.team";

    [TearDown]
    public async Task RemoveContainers() => await Host.Root.ShellAsync("ids=$(docker ps -aq); [ -z \"$ids\" ] || docker rm -f $ids");

    [Test]
    public async Task A_team_runs_containers_and_reads_their_output() =>
        Assert.That(await Host.Alice.DoAsync("run", "--rm", DockerEngine.Image, "echo", "hello"), Is.EqualTo("hello"));

    [Test]
    public async Task A_created_container_has_its_team_s_label()
    {
        string id = await Host.Alice.DoAsync("create", DockerEngine.Image, "true");
        Assert.That(await Host.Root.DoAsync("inspect", "-f", $"{{{{index .Config.Labels \"{Label}\"}}}}", id), Is.EqualTo("alpha"));
    }

    [Test]
    public async Task Each_team_lists_its_own_containers_and_the_administrator_all()
    {
        string a = await Host.Alice.DoAsync("run", "-d", "--name", "web", DockerEngine.Image, "sleep", "600");
        string b = await Host.Bob.DoAsync("run", "-d", "--name", "db", DockerEngine.Image, "sleep", "600");
        Assert.Multiple(async () =>
        {
            Assert.That(await Host.Alice.DoAsync("ps", "-q", "--no-trunc"), Is.EqualTo(a));
            Assert.That(await Host.Bob.DoAsync("ps", "-q", "--no-trunc"), Is.EqualTo(b));
            Assert.That((await Host.Root.DoAsync("ps", "-q", "--no-trunc")).Split('\n'), Is.EquivalentTo(new[] { a, b }));
        });
    }

    [Test]
    public async Task A_filter_of_the_client_s_own_narrows_and_never_widens()
    {
        string a = await Host.Alice.DoAsync("create", "--label", "tier=web", DockerEngine.Image, "true");
        await Host.Alice.DoAsync("create", DockerEngine.Image, "true");
        await Host.Bob.DoAsync("create", "--label", "tier=web", DockerEngine.Image, "true");
        Assert.Multiple(async () =>
        {
            Assert.That(await Host.Alice.DoAsync("ps", "-aq", "--no-trunc", "--filter", "label=tier=web"), Is.EqualTo(a));
            Assert.That(await Host.Alice.DoAsync("ps", "-aq", "--filter", $"label={Label}=beta"), Is.Empty);
        });
    }

    [TestCase("container", "inspect", "db")]
    [TestCase("logs", "db")]
    [TestCase("logs", "-f", "db")]
    [TestCase("start", "db")]
    [TestCase("stop", "db")]
    [TestCase("kill", "db")]
    [TestCase("restart", "db")]
    [TestCase("pause", "db")]
    [TestCase("rename", "db", "mine")]
    [TestCase("rm", "-f", "db")]
    [TestCase("exec", "db", "true")]
    [TestCase("attach", "db")]
    [TestCase("wait", "db")]
    [TestCase("top", "db")]
    [TestCase("port", "db")]
    [TestCase("diff", "db")]
    [TestCase("stats", "--no-stream", "db")]
    [TestCase("export", "-o", "/dev/null", "db")]
    [TestCase("commit", "db", "local/stolen:1")]
    [TestCase("update", "--memory", "64m", "db")]
    [TestCase("cp", "db:/bin/busybox", "/dev/null")]
    public async Task A_foreign_container_is_answered_as_one_that_is_not_there(params string[] command)
    {
        await Host.Bob.DoAsync("run", "-d", "--name", "db", DockerEngine.Image, "sleep", "600");
        Outcome foreign = await Host.Alice.RunAsync(command);
        Outcome absent = await Host.Root.RunAsync([.. command.Select(c => c.Replace("db", "xy", StringComparison.Ordinal))]);
        Assert.Multiple(async () =>
        {
            Assert.That(foreign.ExitCode, Is.EqualTo(absent.ExitCode));
            Assert.That(foreign.Text.Replace("db", "xy", StringComparison.Ordinal), Is.EqualTo(absent.Text));
            Assert.That(await Host.Bob.DoAsync("inspect", "-f", "{{.State.Status}} {{.Name}}", "db"), Is.EqualTo("running /db"));
        });
    }

    [Test]
    public async Task A_foreign_container_is_not_reached_by_its_id_nor_by_the_start_of_it()
    {
        string id = await Host.Bob.DoAsync("run", "-d", DockerEngine.Image, "sleep", "600");
        Assert.Multiple(async () =>
        {
            Assert.That((await Host.Alice.RunAsync("inspect", "--type", "container", id)).Errors, Does.Contain($"No such container: {id}"));
            Assert.That((await Host.Alice.RunAsync("rm", "-f", id[..6])).Text, Does.Contain($"No such container: {id[..6]}"));
        });
    }

    [Test]
    public async Task A_name_that_is_taken_by_a_foreign_container_is_taken_by_nobody_named()
    {
        string id = await Host.Bob.DoAsync("create", "--name", "db", DockerEngine.Image, "true");
        Outcome outcome = await Host.Alice.RunAsync("create", "--name", "db", DockerEngine.Image, "true");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Errors, Does.Contain("already in use"));
            Assert.That(outcome.Errors, Does.Not.Contain(id[..12]));
        });
    }

    [Test]
    public async Task A_name_of_its_own_that_is_taken_is_told_with_the_id()
    {
        string id = await Host.Alice.DoAsync("create", "--name", "db", DockerEngine.Image, "true");
        Assert.That((await Host.Alice.RunAsync("create", "--name", "db", DockerEngine.Image, "true")).Errors, Does.Contain(id));
    }

    [TestCase("--privileged", "CSEC2001")]
    [TestCase("--pid=host", "CSEC3002")]
    [TestCase("--network=host", "CSEC3001")]
    [TestCase("--volume=/etc:/host", "CSEC3004")]
    public async Task A_configuration_that_reaches_beyond_the_container_is_denied_with_the_rule_s_message(string option, string rule)
    {
        Outcome outcome = await Host.Alice.RunAsync("create", option, DockerEngine.Image, "true");
        Assert.Multiple(async () =>
        {
            Assert.That(outcome.ExitCode, Is.Not.Zero);
            Assert.That(outcome.Errors, Does.Contain(rule));
            Assert.That(await Host.Alice.DoAsync("ps", "-aq"), Is.Empty);
        });
    }

    [Test]
    public async Task Another_team_s_label_is_refused()
    {
        Outcome outcome = await Host.Alice.RunAsync("create", "--label", $"{Label}=beta", DockerEngine.Image, "true");
        Assert.Multiple(async () =>
        {
            Assert.That(outcome.ExitCode, Is.Not.Zero);
            Assert.That(await Host.Root.DoAsync("ps", "-aq"), Is.Empty);
        });
    }

    [Test]
    public async Task A_team_works_inside_its_containers()
    {
        await Host.Alice.DoAsync("run", "-d", "--name", "web", DockerEngine.Image, "sh", "-c", "echo up; sleep 600");
        string file = Path.Combine(Host.Folder, "file");
        await File.WriteAllTextAsync(file, "content");
        Outcome terminal = await Host.Alice.OnTerminalAsync("exec -it web sh -c 'sleep 1; stty size; exit 5'");
        await Host.Alice.DoAsync("cp", file, "web:/file");
        Assert.Multiple(async () =>
        {
            Assert.That(terminal.Output, Does.Contain("33 77"));
            Assert.That(terminal.ExitCode, Is.EqualTo(5));
            Assert.That(await Host.Alice.DoAsync("exec", "web", "cat", "/file"), Is.EqualTo("content"));
            Assert.That((await Host.Alice.RunWithInputAsync("through", "exec", "-i", "web", "cat")).Success(), Is.EqualTo("through"));
            Assert.That(await Host.Alice.DoAsync("logs", "web"), Is.EqualTo("up"));
            Assert.That(await Host.Alice.DoAsync("rename", "web", "front"), Is.Empty);
            Assert.That(await Host.Alice.DoAsync("commit", "front", "local/alpha:1"), Does.StartWith("sha256:"));
            Assert.That(await Host.Alice.DoAsync("rm", "-f", "front"), Is.EqualTo("front"));
        });
    }

    [Test]
    public async Task Twenty_megabytes_pass_through_an_interactive_container_over_tls() =>
        Assert.That((await Host.Alice.ShellAsync($"head -c 20000000 /dev/zero | docker run --rm -i {DockerEngine.Image} cat | wc -c")).Success(),
            Is.EqualTo("20000000"));

    [Test]
    public async Task Followed_logs_end_with_the_container()
    {
        await Host.Alice.DoAsync("run", "-d", "--name", "web", DockerEngine.Image, "sh", "-c", "echo one; sleep 1; echo two");
        Assert.That(await Host.Alice.DoAsync("logs", "-f", "web"), Is.EqualTo("one\ntwo"));
    }

    [Test]
    public async Task A_team_hears_of_its_own_events_alone()
    {
        string since = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        string a = await Host.Alice.DoAsync("run", "-d", DockerEngine.Image, "sleep", "600");
        string b = await Host.Bob.DoAsync("run", "-d", DockerEngine.Image, "sleep", "600");
        await Host.Bob.DoAsync("rm", "-f", b);
        string until = DateTimeOffset.UtcNow.AddSeconds(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        string events = await Host.Alice.DoAsync("events", "--since", since, "--until", until);
        Assert.Multiple(() =>
        {
            Assert.That(events, Does.Contain($"container start {a}"));
            Assert.That(events, Does.Not.Contain(b));
        });
    }

    [Test]
    public async Task A_prune_removes_its_own_alone()
    {
        await Host.Alice.DoAsync("create", DockerEngine.Image, "true");
        string b = await Host.Bob.DoAsync("create", DockerEngine.Image, "true");
        await Host.Alice.DoAsync("container", "prune", "-f");
        Assert.That(await Host.Root.DoAsync("ps", "-aq", "--no-trunc"), Is.EqualTo(b));
    }

    [Test]
    public async Task Networks_and_volumes_are_a_team_s_own()
    {
        await Host.Alice.DoAsync("network", "create", "alpha-net");
        await Host.Alice.DoAsync("volume", "create", "alpha-data");
        await Host.Bob.DoAsync("network", "create", "beta-net");
        await Host.Bob.DoAsync("volume", "create", "beta-data");
        string own = await Host.Alice.DoAsync("network", "ls", "--format", "{{.Name}}");
        string volumes = await Host.Alice.DoAsync("volume", "ls", "-q");
        Outcome network = await Host.Alice.RunAsync("network", "rm", "beta-net"), volume = await Host.Alice.RunAsync("volume", "rm", "beta-data");
        Outcome mounted = await Host.Alice.RunAsync("create", "-v", "beta-data:/data", DockerEngine.Image, "true");
        Outcome joined = await Host.Alice.RunAsync("create", "--network", "beta-net", DockerEngine.Image, "true");
        Assert.Multiple(() =>
        {
            Assert.That(own.Split('\n'), Does.Contain("alpha-net").And.Not.Contain("beta-net"));
            Assert.That(volumes, Is.EqualTo("alpha-data"));
            Assert.That(network.Errors, Does.Contain("No such network: beta-net").Or.Contain("network beta-net not found"));
            Assert.That(volume.Errors, Does.Contain("no such volume").IgnoreCase);
            Assert.That(mounted.ExitCode, Is.Not.Zero);
            Assert.That(joined.ExitCode, Is.Not.Zero);
        });
        await Host.Root.ShellAsync("docker network rm alpha-net beta-net; docker volume rm alpha-data beta-data");
    }

    [Test]
    public async Task What_the_host_uses_is_shown_as_far_as_it_is_the_team_s()
    {
        await Host.Alice.DoAsync("create", "--name", "web", DockerEngine.Image, "true");
        await Host.Bob.DoAsync("create", "--name", "ledger", DockerEngine.Image, "true");
        string use = await Host.Alice.DoAsync("system", "df", "-v");
        Assert.Multiple(async () =>
        {
            Assert.That(use, Does.Contain("web").And.Not.Contain("ledger"));
            Assert.That(await Host.Alice.DoAsync("info", "--format", "{{.Containers}} {{.Name}}"), Is.EqualTo("0 "));
            Assert.That(await Host.Root.DoAsync("info", "--format", "{{.Containers}}"), Is.EqualTo("2"));
        });
    }

    [Test]
    public async Task A_container_that_joins_another_team_s_is_refused()
    {
        await Host.Bob.DoAsync("run", "-d", "--name", "db", DockerEngine.Image, "sleep", "600");
        Assert.Multiple(async () =>
        {
            foreach (string option in (string[])["--pid=container:db", "--network=container:db", "--ipc=container:db", "--volumes-from=db", "--link=db"])
                Assert.That((await Host.Alice.RunAsync("create", option, DockerEngine.Image, "true")).ExitCode, Is.Not.Zero, option);
            Assert.That(await Host.Alice.DoAsync("ps", "-aq"), Is.Empty);
        });
    }

    [Test]
    public async Task A_container_named_as_the_start_of_another_s_id_shadows_nothing()
    {
        string id = await Host.Bob.DoAsync("create", DockerEngine.Image, "true");
        await Host.Alice.DoAsync("create", "--name", id[..12], DockerEngine.Image, "true");
        await Host.Alice.DoAsync("rm", id[..12]);
        Assert.That(await Host.Bob.DoAsync("ps", "-aq", "--no-trunc"), Is.EqualTo(id));
    }

    [Test]
    public async Task Builds_and_loads_are_the_administrator_s()
    {
        Outcome load = await Host.Alice.RunWithInputAsync("no archive", "load");
        Outcome build = await Host.Alice.ShellAsync($"echo FROM {DockerEngine.Image} | docker build -");
        Assert.Multiple(() =>
        {
            Assert.That(load.Errors, Does.Contain("access denied"));
            Assert.That(build.Text, Does.Contain("access denied"));
        });
    }

    [Test]
    public async Task A_denial_is_in_the_audit_log_with_subject_action_and_rule()
    {
        await Host.Alice.RunAsync("create", "--privileged", DockerEngine.Image, "true");
        Assert.That(Host.Audit.Entries, Has.Some.Matches<ContainerSecurity.Audit.AuditEntry>(e =>
            e is { Subject: "alice", Action: "container.create", Verdict: ContainerSecurity.Audit.AuditVerdict.Deny } && e.RuleIds.Contains("CSEC2001")));
    }

    [Test]
    public async Task Whom_no_known_authority_has_signed_is_refused()
    {
        var others = new TestCertificates(Directory.CreateTempSubdirectory("others-").FullName);
        using var forged = others.Client("root", "CN=root");
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        handler.ClientCertificates.Add(forged);
        using var client = new HttpClient(handler);
        using HttpResponseMessage answer = await client.GetAsync(new Uri($"https://127.0.0.1:{Host.ProxyPort}/v1.41/containers/json"));
        Assert.That((int)answer.StatusCode, Is.EqualTo(401));
    }

    [Test]
    public async Task A_user_of_the_machine_is_known_by_the_unix_socket() =>
        Assert.That(await new DockerCli("unix://" + Host.Socket, Host.Folder).DoAsync("version", "--format", "{{.Server.APIVersion}}"), Is.Not.Empty);

    [Test]
    public async Task Docker_compose_works_for_a_team_as_it_does_without_a_proxy()
    {
        Programs.Require("docker-compose");
        string folder = Directory.CreateDirectory(Path.Combine(Host.Folder, "project")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "docker-compose.yml"), $$"""
            version: "3.7"
            services:
              web:
                image: {{DockerEngine.Image}}
                command: ["sh", "-c", "echo up; sleep 600"]
                volumes: ["data:/data"]
              db:
                image: {{DockerEngine.Image}}
                command: ["sleep", "600"]
            volumes:
              data: {}
            """);
        async Task<Outcome> Compose(params string[] arguments) =>
            await Programs.RunAsync("docker-compose", ["--project-directory", folder, "-f", Path.Combine(folder, "docker-compose.yml"), .. arguments],
                new DockerCli("unix://" + Host.SocketOf("alice"), Host.Folder).Environment);
        Outcome up = await Compose("up", "-d");
        Assert.That(up.ExitCode, Is.Zero, up.Text);
        Assert.Multiple(async () =>
        {
            Assert.That((await Compose("ps")).Output, Does.Contain("project_web_1").And.Contain("project_db_1"));
            Assert.That((await Compose("logs", "--no-color", "web")).Output, Does.Contain("up"));
            Assert.That((await Compose("exec", "-T", "web", "echo", "inside")).Success(), Is.EqualTo("inside"));
            Assert.That(await Host.Bob.DoAsync("ps", "-aq"), Is.Empty);
            Assert.That(await Host.Bob.DoAsync("network", "ls", "--format", "{{.Name}}"), Does.Not.Contain("project"));
        });
        Outcome down = await Compose("down", "-v");
        Assert.Multiple(async () =>
        {
            Assert.That(down.ExitCode, Is.Zero, down.Text);
            Assert.That(await Host.Root.DoAsync("ps", "-aq"), Is.Empty);
            Assert.That(await Host.Root.DoAsync("volume", "ls", "-q"), Is.Empty);
        });
    }

    [Test]
    public async Task Two_hundred_containers_are_created_and_twenty_run()
    {
        await Host.Alice.ShellAsync($"for i in $(seq 100); do docker create --name a$i {DockerEngine.Image} sleep 600; done >/dev/null");
        await Host.Bob.ShellAsync($"for i in $(seq 100); do docker create --name b$i {DockerEngine.Image} sleep 600; done >/dev/null");
        await Host.Alice.ShellAsync("docker start $(seq -f a%g 10) >/dev/null");
        await Host.Bob.ShellAsync("docker start $(seq -f b%g 10) >/dev/null");
        Assert.Multiple(async () =>
        {
            Assert.That((await Host.Alice.DoAsync("ps", "-aq")).Split('\n'), Has.Length.EqualTo(100));
            Assert.That((await Host.Bob.DoAsync("ps", "-q")).Split('\n'), Has.Length.EqualTo(10));
            Assert.That((await Host.Root.DoAsync("ps", "-aq")).Split('\n'), Has.Length.EqualTo(200));
        });
    }

    [Test]
    public async Task The_engine_itself_serves_no_team_past_the_proxy()
    {
        Outcome list = await Host.Direct("alice").RunAsync("ps"), create = await Host.Direct("alice").RunAsync("create", DockerEngine.Image, "true");
        Outcome socket = await new DockerCli("unix://" + Host.Engine.Socket, Host.Folder).RunAsync("ps");
        Assert.Multiple(() =>
        {
            Assert.That(list.Errors, Does.Contain("authorization denied by plugin"));
            Assert.That(create.Errors, Does.Contain("authorization denied by plugin"));
            Assert.That(socket.Errors, Does.Contain("authorization denied by plugin"));
        });
    }
}
