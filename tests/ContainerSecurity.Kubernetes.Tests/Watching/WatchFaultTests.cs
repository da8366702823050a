using System.Globalization;
using System.Text;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using Microsoft.AspNetCore.Http;
using static ContainerSecurity.Kubernetes.Tests.Watching.WatchedCluster;

namespace ContainerSecurity.Kubernetes.Tests.Watching;

/// <summary>What goes wrong between a watcher and its server.</summary>
public class WatchFaultTests
{
    private WatchedCluster cluster = null!;

    [SetUp]
    public async Task Start()
    {
        cluster = await WatchedCluster.StartAsync();
        cluster.Pod("old", Privileged);
    }

    [TearDown]
    public async Task Stop() => await cluster.DisposeAsync();

    [Test]
    public async Task Version_that_the_server_has_forgotten_is_listed_anew_and_what_went_meanwhile_is_gone([Values] bool asStatus)
    {
        cluster.Server.ExpiresByStatus = asStatus;
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/old");

        cluster.Server.IsSilent = true;
        cluster.Server.Delete("pods", "old", "shop");
        cluster.Pod("new", Privileged);
        cluster.Server.Compact();
        cluster.Server.IsSilent = false;
        cluster.Server.CutWatches();

        await cluster.ReportsAsync("Pod/new");
        Assert.That(cluster.Errors, Is.Empty);
    }

    [Test]
    public async Task Watch_that_expires_again_and_again_waits_longer_each_time()
    {
        int expired = 0;
        cluster.Intercept("/pods", isWatch: true, async context =>
        {
            if (context.Request.Query.ContainsKey("sendInitialEvents") || expired >= 5)
                return false;
            expired++;
            await context.Response.WriteAsync("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}""" + "\n");
            return true;
        });

        await cluster.WatchAsync();
        await cluster.EventuallyAsync(() => expired == 5);

        await cluster.EventuallyAsync(() => cluster.Time.Waits.Max() > TimeSpan.FromSeconds(8));
    }

    [Test]
    public async Task Server_that_lags_behind_another_one_is_listed_anew()
    {
        int asked = 0;
        cluster.Intercept("/pods", isWatch: true, async context =>
        {
            if (context.Request.Query.ContainsKey("sendInitialEvents") || asked++ > 0)
                return false;
            await FakeCluster.FailAsync(context, 504, "Timeout", "Timeout: Too large resource version: 99999, current: 5");
            return true;
        });
        await cluster.WatchAsync();

        await cluster.EventuallyAsync(() => cluster.Count("GET", "/api/v1/pods?limit") >= 2);
    }

    [Test]
    public async Task Connection_that_breaks_in_a_line_loses_nothing()
    {
        bool hasBroken = false;
        cluster.Intercept("/pods", isWatch: true, async context =>
        {
            if (hasBroken || context.Request.Query.ContainsKey("sendInitialEvents"))
                return false;
            await context.Response.WriteAsync("""{"type":"ADDED","object":{"metadata":{"name":"ghost","names""");
            await context.Response.Body.FlushAsync();
            hasBroken = true;
            context.Abort();
            return true;
        });
        await cluster.WatchAsync();
        await cluster.EventuallyAsync(() => hasBroken);
        cluster.Pod("web", Privileged);

        await cluster.ReportsAsync("Pod/old", "Pod/web");
        Assert.That(cluster.Count("GET", "/api/v1/pods?limit"), Is.EqualTo(1), "a stream that broke goes on, without another list");
    }

    [Test]
    public async Task Line_that_ends_too_early_is_no_event([Values("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"ghost\"", "nonsense", "[]", "{}",
        "")] string line)
    {
        bool hasSent = false;
        cluster.Intercept("/pods", isWatch: true, async context =>
        {
            if (hasSent || context.Request.Query.ContainsKey("sendInitialEvents"))
                return false;
            hasSent = true;
            await context.Response.WriteAsync(line + "\n");
            return true;
        });
        await cluster.WatchAsync();
        await cluster.EventuallyAsync(() => hasSent);
        cluster.Pod("web", Privileged);

        await cluster.ReportsAsync("Pod/old", "Pod/web");
        Assert.That(cluster.Errors, Is.Empty);
    }

    [Test]
    public async Task Connection_that_is_dead_is_left_and_nothing_is_lost()
    {
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/old");
        cluster.Server.IsSilent = true;
        cluster.Pod("web", Privileged);
        await cluster.EventuallyAsync(() => cluster.Server.Silenced.Contains("pods"));
        int open = cluster.Server.Requests.Count;

        cluster.Server.IsSilent = false;
        await cluster.ElapseUntilAsync(() => cluster.Reported.Contains("Pod/web"), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        Assert.That(cluster.Server.Requests.Skip(open), Has.Some.Contains("/api/v1/pods?watch=true"));
    }

    [Test]
    public async Task Server_is_asked_to_end_streams_itself_after_some_minutes()
    {
        await cluster.WatchAsync();
        await cluster.EventuallyAsync(() => cluster.Server.OpenWatches > 10);

        int[] seconds = [.. cluster.Server.Requests.Where(r => r.Contains("resourceVersion=", StringComparison.Ordinal)
            && r.Contains("watch=true", StringComparison.Ordinal))
            .Select(r => int.Parse(r[(r.IndexOf("timeoutSeconds=", StringComparison.Ordinal) + 15)..], CultureInfo.InvariantCulture))];
        Assert.That(seconds, Has.All.InRange(300, 600).And.Some.Not.EqualTo(seconds[0]));
    }

    [Test]
    public async Task Watches_that_the_server_ends_at_once_are_no_error_and_are_opened_ever_more_seldom()
    {
        int ended = 0;
        cluster.Intercept("/pods", isWatch: true, context => Task.FromResult(!context.Request.Query.ContainsKey("sendInitialEvents") && ended++ < 6));
        await cluster.WatchAsync();
        await cluster.EventuallyAsync(() => ended > 6);
        cluster.Pod("web", Privileged);

        await cluster.ReportsAsync("Pod/old", "Pod/web");
        Assert.Multiple(() =>
        {
            Assert.That(cluster.Errors, Is.Empty);
            Assert.That(cluster.Watcher.Health.Gaps, Is.Empty);
            Assert.That(cluster.Time.Waits.Max(), Is.GreaterThan(TimeSpan.FromSeconds(15)));
        });
    }

    [Test]
    public async Task Wait_that_the_server_asks_for_is_kept()
    {
        int refused = 0;
        cluster.Intercept("/pods", isWatch: true, async context =>
        {
            if (context.Request.Query.ContainsKey("sendInitialEvents") || refused++ > 0)
                return false;
            context.Response.Headers.RetryAfter = "17";
            await FakeCluster.FailAsync(context, 429, "TooManyRequests", "slow down");
            return true;
        });
        await cluster.WatchAsync();
        await cluster.EventuallyAsync(() => refused > 1);

        Assert.That(cluster.Time.Waits, Has.Some.EqualTo(TimeSpan.FromSeconds(17)));
    }

    [Test]
    public async Task Bookmark_is_gone_on_from_and_nothing_is_judged_by_it()
    {
        int bookmarks = 0;
        cluster.Intercept("/pods", isWatch: true, async context =>
        {
            if (context.Request.Query.ContainsKey("sendInitialEvents") || bookmarks++ > 0)
                return false;
            await context.Response.WriteAsync("""{"type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"1001"},"spec":{"hostNetwork":true}}}""" + "\n");
            return true;
        });
        await cluster.WatchAsync();
        await cluster.EventuallyAsync(() => bookmarks > 1);
        await cluster.CatchUpAsync();

        Assert.Multiple(() =>
        {
            Assert.That(cluster.Count("GET", "/api/v1/pods?watch=true&allowWatchBookmarks=true&resourceVersion=1001"), Is.EqualTo(1));
            Assert.That(cluster.Reported, Is.EqualTo(new[] { "Pod/old" }));
        });
    }

    [Test]
    public async Task List_is_asked_for_as_a_stream_where_the_server_has_that([Values] bool has)
    {
        cluster.Server.StreamsLists = has;
        await cluster.WatchAsync();
        cluster.Pod("web", Privileged);

        await cluster.ReportsAsync("Pod/old", "Pod/web");
        Assert.Multiple(() =>
        {
            Assert.That(cluster.Count("GET", "/api/v1/pods?limit"), Is.EqualTo(has ? 0 : 1));
            Assert.That(cluster.Count("GET", "sendInitialEvents"), has ? Is.GreaterThan(10) : Is.InRange(1, 4), "who is refused asks no more");
        });
    }

    [Test]
    public async Task Streamed_list_that_breaks_off_is_read_by_pages()
    {
        cluster.Server.StreamsLists = true;
        cluster.Intercept("/pods", isWatch: true, async context =>
        {
            if (!context.Request.Query.ContainsKey("sendInitialEvents"))
                return false;
            await context.Response.WriteAsync("\n");
            return true;
        });
        await cluster.WatchAsync();

        await cluster.ReportsAsync("Pod/old");
        Assert.That(cluster.Count("GET", "/api/v1/pods?limit"), Is.EqualTo(1));
    }

    [Test]
    public async Task Kind_that_could_not_be_listed_is_a_named_gap_its_reports_stay_and_it_heals()
    {
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/old");
        bool refuses = true;
        cluster.Server.Intercept = async context =>
        {
            if (!refuses || !context.Request.Path.Value!.EndsWith("/pods", StringComparison.Ordinal))
                return false;
            await FakeCluster.FailAsync(context, 403, "Forbidden", "pods is forbidden");
            return true;
        };
        cluster.Server.Delete("pods", "old", "shop");
        cluster.Server.CutWatches();
        await cluster.EventuallyAsync(() => cluster.Watcher.Health.Gaps.Any(g => g.Contains("'pods'", StringComparison.Ordinal)));
        // Whatever the order in which the watch noticed, a session that begins now cannot list pods.
        await cluster.ElapseUntilAsync(() => cluster.Errors.Any(e => e.Contains("Grant 'list' on 'pods'", StringComparison.Ordinal)), TimeSpan.FromHours(1));

        refuses = false;
        // However often it was refused until then: the wait grows up to ten minutes.
        await cluster.ElapseUntilAsync(() => cluster.Watcher.Health.Gaps.Count == 0, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        await cluster.ReportsAsync();
    }

    [Test]
    public async Task Reports_of_a_kind_that_cannot_be_listed_any_more_stay()
    {
        cluster.Server.Intercept = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/pods", StringComparison.Ordinal))
                return false;
            await FakeCluster.FailAsync(context, 403, "Forbidden", "pods is forbidden");
            return true;
        };
        string uid = cluster.Server.Stored("pods").Single()["metadata"]!["uid"]!.GetValue<string>();
        foreach ((string kind, string name) in new[] { ("Pod", "old"), ("Deployment", "gone") })
            cluster.Server.Apply($"apiVersion: wgpolicyk8s.io/v1alpha2\nkind: PolicyReport\nmetadata: {{name: csec-{name}-{uid}, namespace: shop, labels: {{app.kubernetes.io/managed-by: csec}}}}\nscope: {{apiVersion: {(kind == "Pod" ? "v1" : "apps/v1")}, kind: {kind}, name: {name}, namespace: shop, uid: {uid}}}\nresults: []");

        await cluster.WatchAsync();

        await cluster.ReportsAsync("Pod/old");
        Assert.That(cluster.Watcher.Health.Gaps, Has.Some.Contains("Grant 'list' on 'pods'"));
    }

    [Test]
    public async Task Kind_that_may_be_listed_but_not_watched_is_a_gap_that_says_so()
    {
        cluster.Intercept("/pods", isWatch: true, async context =>
        {
            await FakeCluster.FailAsync(context, 403, "Forbidden", "pods is forbidden: cannot watch");
            return true;
        });
        await cluster.WatchAsync();

        await cluster.ReportsAsync("Pod/old");
        await cluster.EventuallyAsync(() => cluster.Errors.Any(e => e.Contains("Grant 'watch' on 'pods'", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Kind_that_may_be_listed_in_some_namespaces_alone_is_watched_there_and_in_those_that_come()
    {
        cluster.Server.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}");
        cluster.Server.Intercept = async context =>
        {
            if (context.Request.Path.Value is not ("/api/v1/pods" or "/api/v1/namespaces/bank/pods"))
                return false;
            await FakeCluster.FailAsync(context, 403, "Forbidden", "pods is forbidden");
            return true;
        };
        await cluster.WatchAsync();
        await cluster.ReportsAsync("Pod/old");

        cluster.Server.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: mall}");
        cluster.Pod("kiosk", Privileged, "mall");
        await cluster.ReportsAsync("Pod/kiosk", "Pod/old");
        Assert.That(cluster.Watcher.Health.Gaps.Single(), Does.Contain("in the namespace 'bank'"));
    }

    [Test]
    public async Task Server_that_does_not_answer_is_an_error_until_it_does()
    {
        bool isDown = true;
        cluster.Server.Intercept = async context =>
        {
            if (isDown)
                await FakeCluster.FailAsync(context, 401, "Unauthorized", "Unauthorized");
            return isDown;
        };
        await cluster.WatchAsync(waits: false);
        await cluster.EventuallyAsync(() => cluster.Errors.Any(e => e.StartsWith("The API server could not be asked", StringComparison.Ordinal)));
        Assert.That(cluster.Watcher.Health.IsSynced, Is.False);

        isDown = false;
        await cluster.ReportsAsync("Pod/old");
        Assert.That(cluster.Watcher.Health.Gaps, Is.Empty);
    }

    [Test]
    public async Task Line_that_is_too_long_is_a_gap_and_is_not_held()
    {
        await cluster.WatchAsync(api: a => a with { MaxLineBytes = 100_000 });
        await cluster.ReportsAsync("Pod/old");
        bool refuses = true;
        cluster.Intercept("/pods", isWatch: false, async context =>
        {
            if (refuses)
                await FakeCluster.FailAsync(context, 403, "Forbidden", "no");
            return refuses;
        });
        cluster.Pod("fat", Privileged, more: $", annotations: {{a: {new string('x', 300_000)}}}");

        await cluster.EventuallyAsync(() => cluster.Errors.Any(e => e.Contains("larger than 100000 bytes", StringComparison.Ordinal)));
        refuses = false;
        await cluster.ReportsAsync("Pod/fat", "Pod/old");
    }

    [Test]
    public async Task Object_that_is_nested_too_deep_is_an_error_of_its_own()
    {
        await cluster.WatchAsync();
        var text = new StringBuilder().Insert(0, "{\"a\":", 5000).Append('1').Append('}', 5000);
        bool hasSent = false;
        cluster.Intercept("/pods", isWatch: true, async context =>
        {
            if (hasSent)
                return false;
            hasSent = true;
            await context.Response.WriteAsync("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"deep\",\"namespace\":\"shop\",\"uid\":\"u\",\"resourceVersion\":\"1002\"},\"spec\":" + text + "}}\n");
            return true;
        });
        cluster.Server.CutWatches();
        await cluster.EventuallyAsync(() => cluster.Errors.Any(e => e.Contains("nested deeper", StringComparison.Ordinal)));

        cluster.Pod("web", Privileged);
        await cluster.ReportsAsync("Pod/deep", "Pod/old", "Pod/web");
    }
}
