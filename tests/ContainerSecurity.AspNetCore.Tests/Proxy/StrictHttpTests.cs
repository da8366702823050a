namespace ContainerSecurity.AspNetCore.Tests.Proxy;

/// <summary>What is judged is what the engine gets, and nothing else reaches it.</summary>
[TestFixture]
public class StrictHttpTests
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

    [TestCase("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [TestCase("Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("Content-Type: application/json\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("Content-Type: application/json, text/plain\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("Host: other\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_request_with_two_readings_is_refused(string rest)
    {
        string answer = await proxy.SendAsync($"POST /v1.41/containers/create HTTP/1.1\r\nHost: docker\r\nX-User: root\r\n{rest}");
        Assert.Multiple(() =>
        {
            Assert.That(answer, Does.Match("^HTTP/1.1 4[01]"));
            Assert.That(engine.Lines, Is.Empty);
        });
    }

    /// <summary>Chunks win in one reading, the length in another; what would be left over is a request that nobody judged.</summary>
    [Test]
    public async Task A_length_beside_chunks_is_refused_although_the_chunks_would_do() =>
        Assert.That(
            await proxy.SendAsync("POST /v1.41/containers/create HTTP/1.1\r\nHost: docker\r\nX-User: root\r\nContent-Type: application/json\r\n"
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
            Does.StartWith("HTTP/1.1 400").And.Contain("not both"));

    [TestCase("/v1.41/containers/%63reate")]
    [TestCase("//containers/json")]
    [TestCase("/v1.41//containers/json")]
    [TestCase("/v1.41/./containers/json")]
    [TestCase("/v1.41/x/../containers/json")]
    [TestCase("/v1.41/x/%2e%2e/containers/json")]
    [TestCase("/v1.41/containers%2Fjson")]
    [TestCase("/v1.41/containers/json/")]
    [TestCase("/v1.041/containers/json")]
    [TestCase("/v01.41/containers/json")]
    [TestCase("/v1/containers/json")]
    [TestCase("/v1.12/containers/json")]
    [TestCase("/v1.41/containers/json;x=1")]
    [TestCase("/v1.41/containers/json#x")]
    [TestCase("/v1.41\\containers\\json")]
    [TestCase("/v1.41/containers/a%00b/json")]
    [TestCase("http://docker/v1.41/containers/json")]
    [TestCase("/Containers/json")]
    [TestCase("/unknown")]
    [TestCase("*")]
    [TestCase("/v1.41/containers/json?filters=%ZZ")]
    [TestCase("/v1.41/containers/json?filters=[1]")]
    public async Task A_target_that_could_be_read_otherwise_is_not_sent(string target)
    {
        string answer = await proxy.SendAsync($"GET {target} HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\n\r\n");
        Assert.Multiple(() =>
        {
            Assert.That(answer, Does.Match("^HTTP/1.1 4"));
            Assert.That(engine.Lines.Where(l => !l.StartsWith("GET /_ping", StringComparison.Ordinal)), Is.Empty);
        });
    }

    [TestCase("POST /session", "Upgrade: h2c\r\nConnection: Upgrade\r\n")]
    [TestCase("POST /grpc", "Upgrade: h2c\r\nConnection: Upgrade\r\n")]
    [TestCase("POST /v1.41/session", "")]
    public async Task What_is_followed_by_something_that_cannot_be_judged_is_refused_to_everybody(string line, string headers)
    {
        string answer = await proxy.SendAsync($"{line} HTTP/1.1\r\nHost: docker\r\nX-User: root\r\n{headers}\r\n");
        Assert.Multiple(() =>
        {
            Assert.That(answer, Does.StartWith("HTTP/1.1 403"));
            Assert.That(engine.Lines, Is.Empty);
        });
    }

    [Test]
    public async Task Every_request_on_a_connection_is_judged()
    {
        engine.Serve(
            ($"GET /containers/{Id}/json", 200, FakeEngine.Container(Id, "alpha")),
            ("GET /containers/foreign/json", 200, FakeEngine.Container(new string('2', 64), "beta")),
            ($"GET /v1.41/containers/{Id}/json", 200, "{}"));
        string answer = await proxy.SendAsync(
            $"GET /v1.41/containers/{Id}/json HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\n\r\n"
            + "DELETE /v1.41/containers/foreign HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\n\r\n", answers: 2);
        Assert.Multiple(() =>
        {
            Assert.That(answer, Does.StartWith("HTTP/1.1 200"));
            Assert.That(answer, Does.Contain("HTTP/1.1 404"));
            Assert.That(engine.Lines, Has.None.EqualTo("DELETE /v1.41/containers/foreign"));
            Assert.That(engine.Lines, Has.None.Contains(new string('2', 64)));
        });
    }

    [Test]
    public async Task What_follows_a_refused_attach_never_reaches_the_engine()
    {
        var followed = new TaskCompletionSource<int>();
        engine.Answer = async (request, stream) =>
        {
            bool isAttach = request.Line.StartsWith("POST", StringComparison.Ordinal);
            await stream.WriteAsync(FakeEngine.Response(isAttach ? 409 : 200, FakeEngine.Container(Id, "alpha")));
            if (isAttach)
                followed.TrySetResult(await ReadToEndOrByteAsync(stream));
            return true;
        };
        string answer = await proxy.SendAsync(
            $"POST /v1.41/containers/{Id}/attach?stream=1 HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
            + "DELETE /v1.41/containers/foreign HTTP/1.1\r\nHost: docker\r\n\r\n");
        Assert.Multiple(() =>
        {
            Assert.That(answer, Does.StartWith("HTTP/1.1 409"));
            Assert.That(engine.Requests.Select(r => r.Head), Has.None.Contains("DELETE"));
        });
        Assert.That(await followed.Task.WaitAsync(TimeSpan.FromSeconds(30)), Is.Zero, "the connection ends with nothing more on it");
    }

    /// <summary>How many bytes come next, at most one; none where the connection ends.</summary>
    private static async Task<int> ReadToEndOrByteAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [Test]
    public async Task Of_the_client_s_headers_only_those_of_the_engine_pass()
    {
        engine.Serve(("GET /_ping", 200, "OK"));
        await proxy.SendAsync("GET /_ping HTTP/1.1\r\nHost: evil\r\nX-User: root\r\nX-Forwarded-For: 1.2.3.4\r\nConnection: X-Secret\r\nX-Secret: 1\r\nUser-Agent: test\r\nTE: trailers\r\n\r\n");
        string head = engine.Requests.Single().Head;
        Assert.Multiple(() =>
        {
            Assert.That(head, Does.Contain("User-Agent: test").And.Contain("Host: docker"));
            Assert.That(head, Does.Not.Contain("evil").And.Not.Contain("X-").And.Not.Contain("TE:"));
        });
    }

    [Test]
    public async Task Of_a_known_query_the_first_of_equal_parameters_passes_and_the_unknown_do_not()
    {
        engine.Serve(($"GET /containers/{Id}/json", 200, FakeEngine.Container(Id, "alpha")));
        await proxy.SendAsync($"GET /v1.41/containers/{Id}/json?size=0&size=1&evil=1 HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\n\r\n");
        Assert.That(engine.Lines.Last(), Is.EqualTo($"GET /v1.41/containers/{Id}/json?size=0"));
    }

    [Test]
    public async Task A_form_is_no_body_that_is_taken()
    {
        (int status, _) = await proxy.AskAsync(
            "alice", "POST", "/v1.41/containers/prune?filters=%7B%7D", "filters=%7B%22label%22%3A%5B%22x%22%5D%7D", "application/x-www-form-urlencoded");
        (int pull, _) = await proxy.AskAsync("alice", "POST", "/v1.41/images/create?fromImage=a&tag=1", "fromImage=b", "application/x-www-form-urlencoded");
        Assert.Multiple(() =>
        {
            Assert.That(new[] { status, pull }, Is.All.InRange(400, 415));
            Assert.That(engine.Lines, Is.Empty);
        });
    }

    [Test]
    public async Task A_start_with_a_configuration_is_refused()
    {
        engine.Serve(($"GET /containers/{Id}/json", 200, FakeEngine.Container(Id, "alpha")));
        (int status, _) = await proxy.AskAsync("alice", "POST", $"/v1.41/containers/{Id}/start", "{\"Privileged\":true}");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.InRange(400, 403));
            Assert.That(engine.Lines, Has.None.StartsWith("POST"));
        });
    }

    [Test]
    public async Task A_name_is_replaced_by_the_full_id_before_it_is_used()
    {
        engine.Serve(
            ("GET /containers/web/json", 200, FakeEngine.Container(Id, "alpha")),
            ($"POST /v1.41/containers/{Id}/stop", 204, ""));
        (int status, _) = await proxy.AskAsync("alice", "POST", "/v1.41/containers/web/stop?t=3");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(204));
            Assert.That(engine.Lines.Last(), Is.EqualTo($"POST /v1.41/containers/{Id}/stop?t=3"));
        });
    }

    [Test]
    public async Task A_body_is_sent_in_our_own_spelling()
    {
        engine.Serve(("GET /images/", 200, "{\"Id\":\"sha256:" + new string('3', 64) + "\",\"RepoTags\":[\"local/busybox:1\"]}"),
            ("POST /v1.41/containers/create", 201, "{}"));
        (int status, string answer) = await proxy.AskAsync("alice", "POST", "/v1.41/containers/create?name=web",
            "{ \"image\" : \"local/busybox:1\", \"labels\": {\"a\":\"b\"} }");
        FakeRequest sent = engine.Requests.Last();
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(201), answer);
            Assert.That(sent.Line, Is.EqualTo("POST /v1.41/containers/create?name=web"));
            Assert.That(sent.Body, Does.Contain("\"io.containersecurity.team\":\"alpha\"").And.Contain("\"Image\":"));
            Assert.That(sent.Body, Does.Not.Contain("\"image\"").And.Not.Contain("\"labels\""));
        });
    }

    [Test]
    public async Task A_body_that_is_judged_is_bounded()
    {
        string padding = new('x', 1024 * 1024);
        (int status, _) = await proxy.AskAsync("root", "POST", "/v1.41/containers/create", $"{{\"Image\":\"a\",\"Labels\":{{\"a\":\"{padding}\"}}}}");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(413));
            Assert.That(engine.Lines, Has.None.StartsWith("POST"));
        });
    }

    [Test]
    public async Task Who_is_unknown_is_refused()
    {
        string answer = await proxy.SendAsync("GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n");
        Assert.Multiple(() =>
        {
            Assert.That(answer, Does.StartWith("HTTP/1.1 401"));
            Assert.That(engine.Lines, Is.Empty);
        });
    }

    [Test]
    public async Task What_cannot_be_kept_in_the_audit_log_is_not_done()
    {
        proxy.Audit.IsBroken = true;
        (int status, _) = await proxy.AskAsync("root", "POST", "/v1.41/containers/prune");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(503));
            Assert.That(engine.Lines, Is.Empty);
        });
    }
}
