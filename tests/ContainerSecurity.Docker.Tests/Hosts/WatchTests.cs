using System.Threading.Channels;
using ContainerSecurity.Docker.Hosts;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Docker.Tests.Hosts;

/// <summary>What is created or started is judged, whatever happens to the connection.</summary>
public class WatchTests
{
    /// <summary>The engine's time when the watch begins.</summary>
    private const long Start = 1_767_225_600;

    private static readonly PolicyEngine Engine = new(Policy.Default with { Profile = Profile.All });
    private FakeEngine fake = null!;

    [SetUp]
    public async Task SetUp() => fake = await FakeEngine.StartAsync();

    [TearDown]
    public async Task TearDown() => await fake.DisposeAsync();

    [Test]
    public async Task Container_is_judged_when_it_is_created()
    {
        await using Watched watched = await WatchAsync();
        fake.AddContainer("web", """{"Privileged":true}""");
        fake.Tell("container", "create", "web", Start + 1);

        Decision decision = await watched.NextAsync();

        Assert.That(decision.Source, Is.EqualTo("docker://host-1/containers/web"));
        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Does.Contain("CSEC2001"));
    }

    [Test]
    public async Task Container_that_was_there_before_is_judged_when_it_is_started()
    {
        fake.AddContainer("old");
        await using Watched watched = await WatchAsync();
        fake.Tell("container", "start", "old", Start + 1);

        Assert.That((await watched.NextAsync()).Source, Is.EqualTo("docker://host-1/containers/old"));
    }

    [Test]
    public async Task Container_is_told_once_in_each_of_its_states()
    {
        await using Watched watched = await WatchAsync();
        fake.AddContainer("web");
        fake.Tell("container", "create", "web", Start + 1);
        await watched.NextAsync();
        fake.Tell("container", "start", "web", Start + 2);
        fake.AddContainer("web", """{"Privileged":true}""");
        fake.Tell("container", "update", "web", Start + 3);
        fake.AddContainer("last");
        fake.Tell("container", "create", "last", Start + 4);

        Assert.That(new[] { await watched.NextAsync(), await watched.NextAsync() }.Select(d => d.Source),
            Is.EqualTo((string[])["docker://host-1/containers/web", "docker://host-1/containers/last"]));
    }

    [Test]
    public async Task Container_that_took_a_name_of_one_that_is_gone_is_judged()
    {
        await using Watched watched = await WatchAsync();
        fake.AddContainer("web");
        fake.Tell("container", "create", "web", Start + 1);
        await watched.NextAsync();
        fake.Tell("container", "destroy", "web", Start + 2);
        fake.Tell("container", "create", "web", Start + 3);

        Assert.That((await watched.NextAsync()).Source, Is.EqualTo("docker://host-1/containers/web"));
    }

    [Test]
    public async Task Other_objects_are_judged_and_what_happens_to_containers_otherwise_is_not()
    {
        await using Watched watched = await WatchAsync();
        fake.AddContainer("web");
        fake.Tell("container", "exec_start: sh", "web", Start + 1);
        fake.Tell("container", "die", "web", Start + 1);
        fake.Tell("builder", "prune", "", Start + 1);
        fake.Answers["volumes/data"] = (200, """{"Name":"data","Options":{"o":"bind","device":"/etc"}}""");
        fake.Tell("volume", "create", "data", Start + 2);

        Decision decision = await watched.NextAsync();

        Assert.That(decision.Source, Is.EqualTo("docker://host-1/volumes/data"));
        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Does.Contain("CSEC3005"));
    }

    [Test]
    public async Task Events_of_a_gap_are_asked_for_when_the_connection_is_back()
    {
        await using Watched watched = await WatchAsync();
        fake.AddContainer("first");
        fake.Tell("container", "create", "first", Start + 10);
        await watched.NextAsync();
        fake.IsDown = true;
        fake.Drop();
        fake.AddContainer("second");
        fake.Tell("container", "create", "second", Start + 20);
        Decision lost = await watched.NextAsync();
        fake.IsDown = false;

        Assert.Multiple(async () =>
        {
            Assert.That(lost.Errors.Single().Message, Does.Contain("cannot be reached").And.EndsWith("It is asked again until it answers."));
            Assert.That((await watched.NextAsync()).Source, Is.EqualTo("docker://host-1/containers/second"));
            Assert.That(fake.Asked.Last(a => a.StartsWith("/events", StringComparison.Ordinal)), Is.EqualTo($"/events?since={Start + 10}.000000000"));
        });
    }

    [Test]
    public async Task What_the_engine_has_forgotten_is_found_by_looking()
    {
        fake.AddContainer("old");
        await using Watched watched = await WatchAsync();
        fake.IsDown = true;
        fake.Drop();
        fake.AddContainer("new");
        fake.Tell("container", "create", "new", Start + 20);
        fake.Forget();
        await watched.NextAsync();
        fake.IsDown = false;

        Assert.That((await watched.NextAsync()).Source, Is.EqualTo("docker://host-1/containers/new"));
    }

    [Test]
    public async Task Container_that_was_started_in_a_gap_is_found_by_looking_and_one_that_only_runs_is_not()
    {
        fake.AddContainer("calm", started: "2025-12-31T00:00:00Z");
        fake.AddContainer("stopped");
        await using Watched watched = await WatchAsync();
        fake.IsDown = true;
        fake.Drop();
        fake.AddContainer("stopped", started: "2026-01-01T00:01:00Z");
        await watched.NextAsync();
        fake.IsDown = false;
        Decision started = await watched.NextAsync();
        fake.AddContainer("last");
        fake.Tell("container", "create", "last", Start + 100);

        Assert.That(new[] { started, await watched.NextAsync() }.Select(d => d.Source),
            Is.EqualTo((string[])["docker://host-1/containers/stopped", "docker://host-1/containers/last"]));
    }

    [Test]
    public async Task Many_drops_lose_nothing_and_tell_nothing_twice()
    {
        await using Watched watched = await WatchAsync();
        var told = new List<string>();
        for (int i = 0; i < 12; i++)
        {
            fake.AddContainer($"web-{i}");
            fake.Tell("container", "create", $"web-{i}", Start + i);
            if (i % 3 == 0)
                fake.Drop();
            told.Add((await watched.NextAsync()).Source);
        }

        Assert.That(told, Is.EquivalentTo(Enumerable.Range(0, 12).Select(i => $"docker://host-1/containers/web-{i}")));
    }

    [Test]
    public async Task Engine_that_refuses_its_events_ends_the_watch_with_an_error()
    {
        fake.Answers["events"] = (403, """{"message":"not for you"}""");
        var decisions = new List<Decision>();
        await foreach (Decision decision in new DockerHostScanner(Engine, Options()).WatchAsync())
            decisions.Add(decision);

        Assert.That(decisions.Single().Errors.Single().Message, Does.StartWith("Nothing can be watched").And.Contain("not for you"));
    }

    [Test]
    public async Task Scan_and_watch_together_judge_what_there_is_and_then_what_comes()
    {
        fake.AddContainer("old");
        await using var watched = new Watched(c => new DockerHostScanner(Engine, Options()).ScanAndWatchAsync(c));
        var sources = new List<string>();
        while (!sources.Contains("docker://host-1/containers/old"))
            sources.Add((await watched.NextAsync()).Source);
        fake.AddContainer("new");
        fake.Tell("container", "create", "new", Start + 1);

        Assert.That((await watched.NextAsync()).Source, Is.EqualTo("docker://host-1/containers/new"));
    }

    [Test]
    public async Task Engine_is_judged_again_when_it_reads_its_settings_again()
    {
        await using Watched watched = await WatchAsync();
        fake.Answers["info"] = (200, """{"Name":"host-1","ExperimentalBuild":true}""");
        fake.Tell("daemon", "reload", "host", Start + 1);

        Assert.That((await watched.NextAsync()).Findings.Select(f => f.Finding.Rule.Id), Does.Contain("CSEC5051"));
    }

    [Test]
    public async Task Event_without_end_ends_its_connection_alone()
    {
        await using Watched watched = await WatchAsync();
        fake.Tell("container", "create", new string('x', 2_000_000), Start + 1);
        fake.Forget();
        fake.AddContainer("web");
        fake.Tell("container", "create", "web", Start + 2);

        Assert.That((await watched.NextAsync()).Source, Is.EqualTo("docker://host-1/containers/web"));
    }

    private DockerHostOptions Options() => new() { Endpoint = fake.Address, ReconnectDelay = TimeSpan.FromMilliseconds(20) };

    private async Task<Watched> WatchAsync()
    {
        var watched = new Watched(c => new DockerHostScanner(Engine, Options()).WatchAsync(c));
        while (fake.Listeners == 0)
            await Task.Delay(10);
        return watched;
    }

    /// <summary>A watch that runs beside the test.</summary>
    private sealed class Watched : IAsyncDisposable
    {
        private readonly CancellationTokenSource ended = new();
        private readonly Channel<Decision> decisions = Channel.CreateUnbounded<Decision>();
        private readonly Task watching;

        public Watched(Func<CancellationToken, IAsyncEnumerable<Decision>> watch) => watching = Task.Run(async () =>
        {
            try
            {
                await foreach (Decision decision in watch(ended.Token))
                    decisions.Writer.TryWrite(decision);
                decisions.Writer.Complete();
            }
            catch (Exception e)
            {
                decisions.Writer.Complete(e);
            }
        });

        public async Task<Decision> NextAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            return await decisions.Reader.ReadAsync(patience.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await ended.CancelAsync();
            await watching;
            ended.Dispose();
        }
    }
}
