using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.AspNetCore.Tests.Proxy;

/// <summary>Laws of whatever reaches the engine, by requests put together at random from what tricks are made of.</summary>
[TestFixture]
public partial class AnyRequestTests
{
    private const int Count = 400;

    private static readonly string Own = new('1', 64), Foreign = new('2', 64);

    private static readonly string[] Pieces =
    [
        "/v1.41", "/v1.52", "/v1.041", "/containers/", "/containers", "/json", "/create", "/start", "/exec", "/images/", "/archive", "/prune", "/events",
            "/system/df", "/networks/", "/volumes/",
        Own, Foreign, "foreign", "web", "local/busybox:1", "/", "//", "/..", "/.", "%2e%2e", "%2F", "%63", "%", ";", "\\", "#", "?", "&", "=", "all=1",
            "filters=", "%7B%22label%22%3A%5B%22x%22%5D%7D", "name=", "path=/",
    ];

    private static readonly string[] Whole =
    [
        $"/v1.41/containers/{Own}/json", $"/v1.41/containers/{Own}/start", $"/containers/{Own}/archive?path=/", $"/v1.41/containers/{Foreign}/json",
            "/v1.41/containers/foreign", "/containers/web/stop",
        "/v1.41/containers/json?all=1", "/v1.52/events", "/v1.41/containers/prune", "/v1.41/images/local/busybox:1/json", "/v1.41/networks/foreign",
            "/v1.41/volumes/web", "/_ping", "",
    ];

    private static readonly string[] Names =
    [
        "Image", "image", "HostConfig", "hostConfig", "Ho\u017FtConfig", "HOSTCONFIG", "Privileged", "privileged", "\\u0050rivileged", "Binds", "PidMode",
            "Mounts", "CapAdd", "Labels", "labels", "NetworkMode", "VolumesFrom",
        "io.containersecurity.team", "Unknown", "Name", "LogConfig", "Devices", "Lin\u212As",
    ];

    private static readonly string[] Values =
        ["true", "false", "null", "1", "\"host\"", "\"container:foreign\"", "\"beta\"", "\"local/busybox:1\"", "[\"/:/host\"]", "[\"ALL\"]", "[]", "{}",
            "[{\"Type\":\"bind\",\"Source\":\"/\",\"Target\":\"/x\"}]"];

    private FakeEngine engine = null!;
    private ProxyHost proxy = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        engine = new FakeEngine
        {
            Answer = async (request, stream) =>
            {
                bool isForeign = request.Line.Contains("foreign", StringComparison.Ordinal) || request.Line.Contains(Foreign, StringComparison.Ordinal);
                string body = request.Line.StartsWith("GET /images/", StringComparison.Ordinal)
                    ? $"{{\"Id\":\"sha256:{Own}\",\"RepoTags\":[\"local/busybox:1\"]}}"
                    : FakeEngine.Container(isForeign ? Foreign : Own, isForeign ? "beta" : "alpha");
                await stream.WriteAsync(FakeEngine.Response(200, request.Line.Contains("/json?", StringComparison.Ordinal) ? "[]" : body));
                return true;
            },
        };
        proxy = await ProxyHost.StartAsync(engine);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await proxy.DisposeAsync();
        await engine.DisposeAsync();
    }

    [SetUp]
    public void Forget() => engine.Requests.Clear();

    [Test]
    public void No_target_reaches_a_foreign_object_or_has_two_readings()
    {
        Gen<string> pieces = Gen.Frequency((1, Gen.Constant("")), (2, Gen.Elements(Pieces)));
        Gen<string> targets = Gen.Elements(Whole).Zip(pieces).Zip(Gen.Choose(0, 100))
            .Select(t => t.Item1.Item1.Insert(t.Item2 * t.Item1.Item1.Length / 100, t.Item1.Item2));
        Gen<string> methods = Gen.Elements("GET", "POST", "DELETE", "HEAD", "PUT");
        Prop.ForAll(Arb.From(methods.Zip(targets)), request =>
        {
            (string method, string target) = request;
            proxy.SendAsync($"{method} {target} HTTP/1.1\r\nHost: docker\r\nX-User: alice\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").GetAwaiter()
                .GetResult();
            return engine.Lines.All(IsHarmless).Label(string.Join('\n', engine.Lines));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Count));
        Assert.That(engine.Lines.Count(), Is.GreaterThan(5), "None of the requests got through, and so nothing was asked.");
    }

    [Test]
    public void No_body_makes_a_container_that_reaches_beyond_itself_or_is_another_team_s()
    {
        Gen<string> members = Gen.Elements(Names).Zip(Gen.Elements(Values)).Select(m => $"\"{m.Item1}\":{m.Item2}");
        Gen<string> nested = members.ListOf().Select(m => $"{{{string.Join(',', m.Take(3))}}}");
        Gen<string> whole = Gen.Frequency((3, members), (2, Gen.Elements(Names).Zip(nested).Select(m => $"\"{m.Item1}\":{m.Item2}"))).ListOf()
            .Select(m => $"{{\"Image\":\"local/busybox:1\"{string.Concat(m.Take(3).Select(x => "," + x))}}}");
        Prop.ForAll(Arb.From(whole), body =>
        {
            proxy.AskAsync("alice", "POST", "/v1.41/containers/create", body).GetAwaiter().GetResult();
            return engine.Requests.Where(r => r.Line.StartsWith("POST", StringComparison.Ordinal)).All(r => IsHarmlessBody(r.Body)).Label(body);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Count));
        Assert.That(engine.Lines.Count(l => l.StartsWith("POST", StringComparison.Ordinal)), Is.GreaterThan(5),
            "None of the bodies got through, and so nothing was asked.");
    }

    private static bool IsHarmless(string request)
    {
        // A path inside of a container may read as anything.
        string line = ArchivePath().Replace(request, "");
        // The proxy's own question for an object is what may name a foreign one; and this engine's images are everybody's, whatever they are called.
        bool isForeign = line.Contains(Foreign, StringComparison.Ordinal) || line.Contains("foreign", StringComparison.Ordinal);
        if (isForeign && !OfImage().IsMatch(line))
            return OwnQuestion().IsMatch(line);
        string path = line.Split(' ', 2)[1].Split('?')[0];
        // The engine has a second list of networks, by this path.
        if (path.EndsWith("/networks/", StringComparison.Ordinal))
            path = path[..^1];
        return Path().IsMatch(path) && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal);
    }

    private static bool IsHarmlessBody(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
        JsonElement root = document.RootElement;
        if (root.EnumerateObject().Any(p =>
            p.Name is "Privileged" or "Binds" or "PidMode" or "Mounts" or "CapAdd" or "NetworkMode" or "VolumesFrom" or "Devices"))
            return false;
        if (root.GetProperty("Labels").GetProperty("io.containersecurity.team").GetString() != "alpha" || body.Any(c => c > 127))
            return false;
        JsonElement host = root.GetProperty("HostConfig");
        string text = host.GetRawText();
        return !text.Contains("\"Privileged\":true", StringComparison.Ordinal) && !text.Contains("/:/host", StringComparison.Ordinal)
            && !text.Contains("\"host\"", StringComparison.Ordinal)
            && !text.Contains("\"bind\"", StringComparison.Ordinal) && !text.Contains("foreign", StringComparison.Ordinal)
                && !text.Contains("\"ALL\"", StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=/archive[?])path=[^& ]*")]
    private static partial Regex ArchivePath();

    [GeneratedRegex("^[A-Z]+ (/v1\\.[2-9][0-9])?/images/")]
    private static partial Regex OfImage();

    [GeneratedRegex("^GET /(containers/[a-z0-9]+/json|networks/[a-z0-9]+|volumes/[a-z0-9]+)$")]
    private static partial Regex OwnQuestion();

    [GeneratedRegex("^(/v1\\.[2-9][0-9])?(/[A-Za-z0-9_][A-Za-z0-9_.:@+-]*)+$")]
    private static partial Regex Path();
}
