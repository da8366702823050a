using System.Text;

namespace ContainerSecurity.AspNetCore.Tests.Proxy;

/// <summary>Engines newer than the one that tests can start answer in other forms; what is shown of them is a team's own all the same.</summary>
[TestFixture]
public class NewerEngineTests
{
    private const string Id = "1111111111111111111111111111111111111111111111111111111111111111";

    private FakeEngine engine = null!;
    private ProxyHost proxy = null!;

    [SetUp]
    public async Task Start()
    {
        engine = new FakeEngine();
        proxy = await ProxyHost.StartAsync(engine);
    }

    [TearDown]
    public async Task Stop()
    {
        await proxy.DisposeAsync();
        await engine.DisposeAsync();
    }

    [Test]
    public async Task The_version_of_the_client_is_kept_up_to_the_newest()
    {
        engine.Serve(($"GET /containers/{Id}/json", 200, FakeEngine.Container(Id, "alpha")), ($"GET /v1.52/containers/{Id}/json", 200, "{}"));
        (int status, _) = await proxy.AskAsync("alice", "GET", $"/v1.52/containers/{Id}/json");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(200));
            Assert.That(engine.Lines.Last(), Is.EqualTo($"GET /v1.52/containers/{Id}/json"));
        });
    }

    [Test]
    public async Task A_list_is_filtered_even_where_the_engine_ignores_the_label()
    {
        engine.Serve(("GET /v1.52/containers/json", 200,
            """[{"Id":"1","Labels":{"io.containersecurity.team":"alpha"}},{"Id":"2","Labels":{"io.containersecurity.team":"beta"}},{"Id":"3","Labels":{}},{"Id":"4"}]"""));
        (_, string body) = await proxy.AskAsync("alice", "GET", "/v1.52/containers/json?all=1");
        Assert.That(body, Does.Contain("\"1\"").And.Not.Contain("\"2\"").And.Not.Contain("\"3\"").And.Not.Contain("\"4\""));
    }

    [TestCase("{\"message\":\"no list\"}")]
    [TestCase("[1]")]
    [TestCase("[{\"Id\":\"1\"}")]
    [TestCase("")]
    public async Task An_answer_that_cannot_be_filtered_is_not_shown(string answer)
    {
        engine.Serve(("GET /v1.52/containers/json", 200, answer));
        (int status, string body) = await proxy.AskAsync("alice", "GET", "/v1.52/containers/json");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(502));
            Assert.That(body, Does.Not.Contain("no list"));
        });
    }

    [Test]
    public async Task An_answer_that_is_too_long_to_be_filtered_is_not_shown()
    {
        await using ProxyHost bounded = await ProxyHost.StartAsync(engine, configure: o => o.MaxFilteredAnswerLength = 64 * 1024);
        engine.Serve(("GET /v1.52/containers/json", 200,
            $"[{string.Join(',', Enumerable.Repeat("{\"Id\":\"1\",\"Labels\":{\"io.containersecurity.team\":\"alpha\"}}", 2000))}]"));
        Assert.That((await bounded.AskAsync("alice", "GET", "/v1.52/containers/json")).Status, Is.EqualTo(502));
    }

    [Test]
    public async Task Events_that_cannot_be_read_or_are_nobody_s_are_not_shown()
    {
        string[] events =
        [
            """{"Type":"container","Action":"start","Actor":{"ID":"1","Attributes":{"io.containersecurity.team":"alpha","name":"web"} } }""",
            """{"Type":"container","Action":"start","Actor":{"ID":"2","Attributes":{"io.containersecurity.team":"beta","name":"db"} } }""",
            """{"Type":"new-kind","Action":"start","Actor":{"ID":"3","Attributes":{"io.containersecurity.team":"alpha"} } }""",
            "no json",
            """{"Type":"volume","Action":"destroy","Actor":{"ID":"gone","Attributes":{} } }""",
        ];
        engine.Answer = async (request, stream) =>
        {
            if (!request.Line.Contains("/events", StringComparison.Ordinal))
            {
                await stream.WriteAsync(FakeEngine.Response(request.Line is "GET /networks" or "GET /containers/json?all=1" or "GET /volumes"
                    ? 200
                    : 404, request.Line == "GET /volumes" ? "{\"Volumes\":null}" : "[]"));
                return true;
            }
            string body = string.Join('\n', events) + "\n";
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n"));
            return true;
        };
        (int status, string shown) = await proxy.AskAsync("alice", "GET", "/v1.52/events?until=1");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(200));
            Assert.That(shown, Is.EqualTo(events[0] + "\n"));
        });
    }
}
