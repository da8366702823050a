using System.Text;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Access.Decisions;
using ContainerSecurity.Docker.Endpoints;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Docker.Tests.Access;

/// <summary>A body is read as the engine decodes it; what two readers could take differently is refused.</summary>
public class RequestBodyTests
{
    private static readonly DockerRequestTarget Create = DockerRequestTarget.TryParse("POST", "/v1.41/containers/create?name=x", out _)!;

    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Privileged\":true},\"hostconfig\":{\"Privileged\":false}}", TestName = "HostConfig in two cases")]
    [TestCase("{\"Image\":\"a\",\"Image\":\"b\"}", TestName = "A member given twice")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Binds\":[],\"BIND\\u017F\":[\"/:/x\"]}}", TestName = "A member given twice by the long s")]
    [TestCase("{\"Image\":\"a\",\"Labels\":{\"x\":\"1\",\"x\":\"2\"}}", TestName = "A label given twice")]
    [TestCase("{\"Image\":\"a\",\"Unknown\":{\"a\":[]},\"unknown\":null}", TestName = "An unknown member given twice")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Mounts\":[{\"Type\":\"volume\",\"type\":\"bind\"}]}}", TestName = "A member of a mount given twice")]
    [TestCase("{\"Image\":\"a\"} {\"HostConfig\":{\"Privileged\":true}}", TestName = "A second value")]
    [TestCase("{\"Image\":\"a\"}x", TestName = "Text behind the value")]
    [TestCase("\uFEFF{\"Image\":\"a\"}", TestName = "A byte order mark")]
    [TestCase("{\"Image\":\"a\",}", TestName = "A trailing comma")]
    [TestCase("{/*c*/\"Image\":\"a\"}", TestName = "A comment")]
    [TestCase("[{\"Image\":\"a\"}]", TestName = "A list")]
    [TestCase("null", TestName = "null")]
    [TestCase("", TestName = "Nothing at all")]
    [TestCase("{\"Image\":\"a\",\"Privileged\":true}", TestName = "Privileged at the top level, HostConfig absent")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":null,\"Binds\":[\"/:/host\"]}", TestName = "Binds at the top level, HostConfig null")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{},\"Memory\":5}", TestName = "Memory at the top level, HostConfig empty")]
    [TestCase("{\"Image\":\"a\",\"pid\\u004Dode\":\"host\"}", TestName = "PidMode at the top level by an escape")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Sandbox\":\"off\"}}", TestName = "A member of a newer engine")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Mounts\":[{\"Type\":\"volume\",\"NewOptions\":{\"x\":1}}]}}",
        TestName = "A member of a newer engine in a mount")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"NewPaths\":[]}}", TestName = "An empty list of a newer engine, which may unmask as that of MaskedPaths does")]
    [TestCase("{\"Image\":5}", TestName = "A number in the place of a text")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Privileged\":\"true\"}}", TestName = "A text in the place of a boolean")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Memory\":1e9}}", TestName = "A number with an exponent")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Memory\":5.0}}", TestName = "A number with a fraction")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Memory\":9223372036854775808}}", TestName = "A number that is too large")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":[]}", TestName = "A list in the place of an object")]
    [TestCase("{\"Image\":\"a\",\"Env\":[null]}", TestName = "null in a list")]
    [TestCase("{\"Image\":\"\\ud800\"}", TestName = "Half a character")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"PidMode\":\"container:\"}}", TestName = "A container's mode without a name")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"VolumesFrom\":[\"../x\"]}}", TestName = "A reference that is no name")]
    public void Is_refused(string body)
    {
        Assert.That(Read(body).Problem, Is.Not.Null);
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json, text/plain")]
    [TestCase("application/jsonx")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase("")]
    [TestCase(null)]
    public void Another_media_type_than_JSON_is_refused(string? contentType)
    {
        Assert.That(DockerBody.Read(Create, Encoding.UTF8.GetBytes("{\"Image\":\"a\"}"), contentType).Problem, Is.Not.Null);
    }

    [TestCase("application/json")]
    [TestCase("Application/JSON; charset=utf-8")]
    public void The_media_type_of_JSON_is_taken_in_any_case_with_parameters(string contentType)
    {
        Assert.That(DockerBody.Read(Create, Encoding.UTF8.GetBytes("{\"Image\":\"a\"}"), contentType).Problem, Is.Null);
    }

    [TestCase("POST", "/containers/prune")]
    [TestCase("POST", "/images/create?fromImage=a")]
    [TestCase("POST", "/commit?container=a")]
    [TestCase("POST", "/containers/a/attach")]
    public void A_form_is_refused_everywhere_as_the_engine_takes_it_before_the_query(string method, string target)
    {
        DockerRequestTarget parsed = DockerRequestTarget.TryParse(method, target, out _)!;

        Assert.That(DockerBody.Read(parsed, "filters=%7B%7D"u8.ToArray(), "application/x-www-form-urlencoded").Problem, Is.Not.Null);
    }

    [TestCase("", false)]
    [TestCase("{}", false)]
    [TestCase(" null\n", false)]
    [TestCase("{\"Privileged\":true}", true)]
    public void Start_takes_no_configuration(string body, bool isRefused)
    {
        DockerRequestTarget start = DockerRequestTarget.TryParse("POST", "/containers/a/start", out _)!;

        Assert.That(DockerBody.Read(start, Encoding.UTF8.GetBytes(body), "application/json").Problem is not null, Is.EqualTo(isRefused));
    }

    [Test]
    public void A_body_that_is_too_long_is_refused()
    {
        byte[] longest = Encoding.UTF8.GetBytes("{\"Image\":\"" + new string('a', DockerBody.MaxLength - 12) + "\"}");

        Assert.That(longest, Has.Length.EqualTo(DockerBody.MaxLength));
        Assert.That(DockerBody.Read(Create, longest, "application/json").Problem, Is.Null);
        Assert.That(DockerBody.Read(Create, (byte[])[.. longest, (byte)' '], "application/json").Problem, Is.Not.Null);
    }

    [TestCase(100)]
    [TestCase(200_000)]
    public void A_body_that_is_nested_too_deeply_is_refused(int depth)
    {
        Assert.That(Read("{\"Unknown\":" + new string('[', depth) + new string(']', depth) + "}").Problem, Is.Not.Null);
    }

    [Test]
    public void Bad_UTF8_is_refused()
    {
        Assert.That(DockerBody.Read(Create, new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }, "application/json").Problem,
            Is.Not.Null);
    }

    [Test]
    public void What_clients_send_as_defaults_is_no_problem()
    {
        Assert.That(Read("{\"Image\":\"a\",\"Cmd\":null,\"Sandbox\":\"\",\"Privileged\":false,\"HostConfig\":{\"New\":0,\"Newer\":null,\"MaskedPaths\":null}}")
            .Problem, Is.Null);
    }

    [Test]
    public void Names_are_written_as_the_engine_has_them_and_keys_as_they_are()
    {
        Assert.That(Written("{\"iMaGe\":\"a\",\"ho\\u017Ftconfig\":{\"privileged\":true,\"NETWORKMODE\":\"none\"},\"LABELS\":{\"Team\":\"x\",\"team\":\"y\"},\"cmd\":\"run\"}"),
            Is.EqualTo("{\"Image\":\"a\",\"HostConfig\":{\"Privileged\":true,\"NetworkMode\":\"none\"},\"Labels\":{\"Team\":\"x\",\"team\":\"y\"},\"Cmd\":[\"run\"]}"));
    }

    [Test]
    public void References_are_found_wherever_they_stand()
    {
        DockerBody read = Read("""
            {"Image":"img","HostConfig":{"NetworkMode":"net","PidMode":"container:p","IpcMode":"container:i","Cgroup":"container:c","VolumesFrom":["v:ro"],"Links":["l:alias"],
             "Binds":["vol:/data","/host:/x"],"Mounts":[{"Type":"volume","Source":"m","Target":"/m"},{"Type":"image","Source":"img2"},{"Type":"tmpfs"}]},
             "NetworkingConfig":{"EndpointsConfig":{"n1":{"Links":["e"]},"bridge":null}}}
            """);

        Assert.That(read.References.Select(r => $"{r.Kind} {r.Text}"), Is.EquivalentTo(new[]
        {
            "Image img", "Network net", "Container p", "Container i", "Container c", "Container v", "Container l", "Container e", "Volume vol", "Volume m",
                "Image img2", "Network n1",
        }));
    }

    /// <summary>The law of the engine's decoder: the names' case and folding do not matter, so that they must not matter here.</summary>
    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Folded_names_make_no_difference()
    {
        const string body = "{\"Image\":\"a\",\"Tty\":true,\"HostConfig\":{\"Privileged\":true,\"Binds\":[\"/:/x\"],\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/\",\"BindOptions\":{\"Propagation\":\"shared\"}}],\"MaskedPaths\":[],\"LogConfig\":{\"Type\":\"syslog\"}}}";
        string[] names = ["Image", "Tty", "HostConfig", "Privileged", "Binds", "Mounts", "Type", "Source", "BindOptions", "Propagation", "MaskedPaths",
            "LogConfig"];
        string expected = Written(body);
        return Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            string disguised = names.Aggregate(body, (text, name) => text.Replace($"\"{name}\"", $"\"{Disguise(name, random)}\"", StringComparison.Ordinal));
            return Written(disguised) == expected;
        });
    }

    /// <summary>Whatever is taken is read again as itself: the engine gets what was judged.</summary>
    [FsCheck.NUnit.Property(MaxTest = 3000)]
    public Property Bodies_put_together_at_random_are_refused_or_stable()
    {
        Gen<string> value = Gen.Elements("true", "null", "0", "-1", "\"host\"", "[]", "{}", "[\"/:/x\"]", "{\"Privileged\":true}",
            "{\"privileged\":true,\"Privileged\":false}", "1e3", "\"\\u0000\"", "[{}]", "{\"a\":\"b\"}");
        Gen<string> name = Gen.Elements("Image", "HostConfig", "hostconfig", "ho\u017Ftconfig", "Privileged", "Binds", "Labels", "Env", "Cmd", "PidMode",
            "Networ\u212AingConfig", "Volumes", "Tty", "User", "x");
        Gen<string> body = (from n in name from v in value select $"\"{n}\":{v}").ListOf().Select(m => "{" + string.Join(',', m) + "}");
        return Prop.ForAll(body.ToArbitrary(), text =>
        {
            DockerBody read = Read(text);
            return read.Problem is not null || Written(Written(text)) == Written(text);
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 3000)]
    public Property No_bytes_are_a_crash() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        bytes is null || DockerBody.Read(Create, bytes, "application/json") is { } read && (read.Problem is null) != (read.Root is null));

    private static string Disguise(string name, Random random) => string.Concat(name.Select(c => (random.Next(4), char.ToUpperInvariant(c)) switch
    {
        (0, 'S') => "\u017F",
        (0, 'K') => "\u212A",
        (1, _) => $"\\u{(int)c:x4}",
        (2, _) => char.ToUpperInvariant(c).ToString(),
        _ => char.ToLowerInvariant(c).ToString(),
    }));

    private static DockerBody Read(string body) => DockerBody.Read(Create, Encoding.UTF8.GetBytes(body), "application/json");

    private static string Written(string body) =>
        Read(body).Root is { } root ? Encoding.UTF8.GetString(BodyWriter.Write(root)) : $"refused: {Read(body).Problem}";
}
