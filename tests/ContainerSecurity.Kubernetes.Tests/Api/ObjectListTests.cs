using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.Kubernetes.Tests.Api;

public class ObjectListTests
{
    private static readonly ClusterKind Pods = new("", "v1", "Pod", "pods", true);
    private FakeCluster cluster = null!;
    private k8s.Kubernetes client = null!;
    private InstantTime time = null!;

    [SetUp]
    public async Task Start()
    {
        cluster = await FakeCluster.StartAsync();
        client = cluster.NewClient();
        time = new InstantTime();
        for (int i = 0; i < 25; i++)
            cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: p{i:00}, namespace: {(i % 2 == 0 ? "a" : "a-b")}}}");
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task Objects_come_in_pages_each_once()
    {
        string[] names = await NamesAsync(pageSize: 10);

        Assert.Multiple(() =>
        {
            Assert.That(names, Has.Length.EqualTo(25).And.Unique);
            Assert.That(cluster.Requests.Count(r => r.Contains("/pods", StringComparison.Ordinal)), Is.EqualTo(3));
            Assert.That(cluster.Requests, Has.None.Contains("resourceVersion=0"));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task List_that_expires_at_its_third_page_loses_and_doubles_no_object(bool givesToken)
    {
        int pages = 0;
        cluster.Intercept = async context =>
        {
            string token = context.Request.Query["continue"].ToString();
            if (token.Length == 0 || ++pages != 2)
                return false;
            await FakeCluster.FailAsync(context, 410, "Expired", "The provided continue parameter is too old", givesToken ? token : null);
            return true;
        };

        Assert.That(await NamesAsync(pageSize: 10), Has.Length.EqualTo(25).And.Unique);
    }

    [Test]
    public async Task Version_to_watch_from_is_that_of_the_first_page_though_later_ones_are_newer()
    {
        var list = new ObjectList(new ApiConnection(client, new ApiOptions { Time = time }), Pods, null, 10);
        string? first = null;
        await foreach (IReadOnlyList<ClusterObject> _ in list.PagesAsync(CancellationToken.None))
        {
            first ??= list.ResourceVersion;
            cluster.Apply("apiVersion: v1\nkind: Pod\nmetadata: {name: p00, namespace: a, labels: {seen: before}}");
        }

        Assert.That(list.ResourceVersion, Is.Not.Empty.And.EqualTo(first));
    }

    [Test]
    public void List_that_always_expires_ends()
    {
        cluster.Intercept = context => Answer(() => FakeCluster.FailAsync(context, 410, "Expired", "too old"));

        Assert.That(() => NamesAsync(10), Throws.TypeOf<ApiException>());
    }

    [Test]
    public async Task Throttled_request_is_sent_again_after_the_time_that_the_server_asks_for()
    {
        int asked = 0;
        cluster.Intercept = context =>
        {
            if (asked++ >= 2)
                return Task.FromResult(false);
            context.Response.Headers.RetryAfter = "3";
            return Answer(() => FakeCluster.FailAsync(context, 429, "TooManyRequests", "slow down"));
        };

        Assert.That(await NamesAsync(100), Has.Length.EqualTo(25));
        Assert.That(time.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3) }));
    }

    [Test]
    public async Task Server_that_asks_to_wait_for_hours_is_asked_again_within_bounds()
    {
        int asked = 0;
        cluster.Intercept = context =>
        {
            if (asked++ >= 1)
                return Task.FromResult(false);
            context.Response.Headers.RetryAfter = "7200";
            return Answer(() => FakeCluster.FailAsync(context, 503, "ServiceUnavailable", "later"));
        };

        Assert.That(await NamesAsync(100), Has.Length.EqualTo(25));
        Assert.That(time.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(30) }));
    }

    [Test]
    public void Server_that_throttles_forever_is_given_up()
    {
        int asked = 0;
        cluster.Intercept = context =>
        {
            asked++;
            context.Response.Headers.RetryAfter = "0";
            return Answer(() => FakeCluster.FailAsync(context, 429, "TooManyRequests", "slow down"));
        };

        Assert.That(() => NamesAsync(100), Throws.TypeOf<ApiException>().With.Message.EqualTo("slow down"));
        Assert.That(asked, Is.EqualTo(6));
    }

    [Test]
    public async Task Body_that_breaks_off_is_asked_for_again()
    {
        int asked = 0;
        cluster.Intercept = async context =>
        {
            if (asked++ > 0)
                return false;
            context.Response.ContentLength = 5000;
            await context.Response.WriteAsync("{\"kind\":\"PodList\",\"items\":[{\"meta");
            await context.Response.Body.FlushAsync();
            context.Abort();
            return true;
        };

        Assert.That(await NamesAsync(100), Has.Length.EqualTo(25));
    }

    [Test]
    public async Task Body_that_stands_still_is_asked_for_again()
    {
        int asked = 0;
        cluster.Intercept = async context =>
        {
            if (asked++ > 0)
                return false;
            await context.Response.WriteAsync("{\"kind\":\"PodList\",");
            await context.Response.Body.FlushAsync();
            try
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                // The client has lost its patience.
            }
            return true;
        };

        Assert.That(await NamesAsync(100), Has.Length.EqualTo(25));
    }

    [Test]
    public async Task Page_that_is_too_large_is_asked_for_in_smaller_ones()
    {
        string padding = new('x', 2000);
        for (int i = 0; i < 25; i++)
            cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: p{i:00}, namespace: {(i % 2 == 0 ? "a" : "a-b")}, annotations: {{padding: {padding}}}}}");

        Assert.That(await NamesAsync(25, maxBody: 20_000), Has.Length.EqualTo(25).And.Unique);
    }

    [Test]
    public void Object_that_is_too_large_alone_is_an_error()
    {
        cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {{name: big, annotations: {{padding: {new string('x', 30_000)}}}}}");

        Assert.That(() => NamesAsync(25, maxBody: 20_000), Throws.TypeOf<ApiException>().With.Message.Contains("larger than 20000 bytes"));
    }

    [Test]
    public async Task Namespace_is_asked_for_alone()
    {
        string[] names = await NamesAsync(100, @namespace: "a-b");

        Assert.That(names, Has.Length.EqualTo(12).And.All.StartsWith("a-b/"));
    }

    private static async Task<bool> Answer(Func<Task> write)
    {
        await write();
        return true;
    }

    private async Task<string[]> NamesAsync(int pageSize, int maxBody = 1 << 20, string? @namespace = null)
    {
        var options = new ApiOptions { Time = time, Patience = TimeSpan.FromSeconds(1), MaxBodyBytes = maxBody };
        var list = new ObjectList(new ApiConnection(client, options), Pods, @namespace, pageSize);
        var names = new List<string>();
        await foreach (IReadOnlyList<ClusterObject> page in list.PagesAsync(CancellationToken.None))
            names.AddRange(page.Select(o => $"{o.Namespace}/{o.Name}"));
        return [.. names];
    }
}
