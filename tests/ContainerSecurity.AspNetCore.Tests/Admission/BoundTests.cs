using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>What comes in has a bound, and what goes out stays within what an API server passes on.</summary>
[TestFixture]
public class BoundTests
{
    [Test]
    public async Task Review_that_is_too_long_is_answered_with_413_whether_it_says_its_length_or_not()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(o => o.MaxReviewSize = 64 * 1024);
        JsonObject pod = Review.Pod(Review.Container("web"));
        pod["metadata"]!["annotations"] = new JsonObject { ["filler"] = new string('x', 64 * 1024) };
        byte[] review = Encoding.UTF8.GetBytes(Review.Create(pod));
        using var chunked = new StreamContent(new UnknownLength(review));
        chunked.Headers.ContentType = new("application/json");

        Answer told = await host.AskAsync(review), untold = await host.AskAsync(chunked);

        Assert.That((told.Status, untold.Status), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge)));
        Assert.That(told.Message, Does.Contain("longer than 65536 bytes"));
    }

    [Test]
    public async Task Review_up_to_the_limit_is_judged()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        JsonObject pod = Review.Pod(Review.Container("web", isPrivileged: true));
        pod["metadata"]!["annotations"] = new JsonObject { ["filler"] = new string('x', 7 * 1024 * 1024) };

        Answer answer = await host.AskAsync(Review.Create(pod));

        Assert.That(answer.Causes, Is.EqualTo(new[] { "CSEC2001" }));
    }

    [TestCase("POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")]
    [TestCase("POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")]
    public async Task Body_that_never_ends_is_answered_with_408(string beginning)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(o => o.ReadTimeout = TimeSpan.FromMilliseconds(200));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));

        using var reader = new StreamReader(stream);

        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("HTTP/1.1 408 Request Timeout"));
    }

    [Test]
    public async Task Nesting_beyond_the_limit_is_a_bad_request()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string deep = $"{new string('[', 200)}{new string(']', 200)}";

        Answer answer = await host.AskAsync(WithObject(deep));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Message, Does.Contain("nested deeper than"));
    }

    [Test]
    public async Task Schemas_forty_deep_are_judged()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        JsonObject schema = new() { ["type"] = "string" };
        for (int i = 0; i < 40; i++)
            schema = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["p"] = schema } };
        var version = new JsonObject { ["name"] = "v1", ["schema"] = new JsonObject { ["openAPIV3Schema"] = schema } };
        var definition = new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = "w.example.com" },
            ["spec"] = new JsonObject { ["versions"] = new JsonArray(version) },
        };

        Assert.That((await host.AskAsync(Review.Create(definition))).IsAllowed);
    }

    [Test]
    public async Task Values_beyond_the_limit_are_a_bad_request()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        string many = string.Join(',', Enumerable.Repeat("0", 1_000_001));

        Answer answer = await host.AskAsync(WithObject($"[{many}]"));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Message, Does.Contain("more than"));
    }

    [Test]
    public async Task Hundred_findings_are_told_within_what_an_API_server_passes_on()
    {
        await using WebhookHost denying = await WebhookHost.StartAsync();
        await using WebhookHost warning = await WebhookHost.StartAsync(policy: o => (o.Profile, o.DenyFrom) = (Policies.Profile.Baseline, null));
        JsonObject[] containers = [.. Enumerable.Range(0, 100).Select(i => Review.Container($"container-with-quite-a-long-name-{i}", isPrivileged: true))];
        string review = Review.Create(Review.Pod(containers));

        Answer denied = await denying.AskAsync(review), warned = await warning.AskAsync(review);

        Assert.Multiple(() =>
        {
            Assert.That(denied.Message, Has.Length.LessThanOrEqualTo(4096).And.Match(@"And \d+ more findings\.$"));
            Assert.That(denied.Causes, Has.Length.EqualTo(32));
            Assert.That(warned.IsAllowed);
            Assert.That(warned.Warnings, Has.All.Length.LessThanOrEqualTo(256));
            Assert.That(warned.Warnings.Sum(w => w.Length), Is.LessThanOrEqualTo(4096).And.GreaterThan(3500));
            Assert.That(warned.Warnings[^1], Does.Match(@"^And \d+ more warnings\.$"));
            Assert.That(warned.Warnings, Is.Unique);
        });
    }

    [Test]
    public async Task Names_with_line_breaks_and_of_any_length_stay_one_harmless_line()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(policy: o => (o.Profile, o.DenyFrom) = (Policies.Profile.All, Rules.Severity.Critical));
        string name = "a\nb\u001b[31m\u202e" + new string('x', 100_000);
        JsonObject pod = Review.Pod(Review.Container(name, isPrivileged: true));

        Answer answer = await host.AskAsync(Review.Of("CREATE", pod, null, name: name));

        Assert.Multiple(() =>
        {
            Assert.That(answer.IsAllowed, Is.False);
            Assert.That(answer.Warnings, Is.Not.Empty);
            Assert.That(answer.Warnings.Append(answer.Message).SelectMany(w => w).Where(c => char.IsControl(c) || c == '\u202e'), Is.Empty);
            Assert.That(answer.Message, Has.Length.LessThanOrEqualTo(4096));
            Assert.That(host.Audit.Entries.Single().Object, Has.Length.LessThanOrEqualTo(512));
        });
    }

    private static string WithObject(string json) =>
        """{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"1","operation":"CREATE","object":""" + json + "}}";

    /// <summary>A stream that does not say how long it is, so that it is sent in chunks.</summary>
    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
