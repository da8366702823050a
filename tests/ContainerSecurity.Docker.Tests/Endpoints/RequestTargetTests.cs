using System.Net;
using ContainerSecurity.Docker.Endpoints;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Docker.Tests.Endpoints;

/// <summary>What is judged is what the engine serves: a target is read by a narrower grammar than the engine's, and built anew.</summary>
public class RequestTargetTests
{
    [TestCase("POST", "/containers/%63reate", TestName = "An encoded letter")]
    [TestCase("GET", "/containers/%2Fweb/json", TestName = "An encoded slash before a name")]
    [TestCase("GET", "/v1.41/containers/web%2Fjson", TestName = "An encoded slash in the place of one")]
    [TestCase("GET", "/v1.41//containers/json", TestName = "Two slashes")]
    [TestCase("GET", "//containers/json", TestName = "Two slashes at the start")]
    [TestCase("GET", "/auth/../containers/json", TestName = "Two dots")]
    [TestCase("GET", "/containers/./json", TestName = "One dot")]
    [TestCase("GET", "/auth/%2e%2e/containers/json", TestName = "Encoded dots")]
    [TestCase("POST", "/v1.41/containers/create/", TestName = "A slash at the end")]
    [TestCase("POST", "/v1.041/containers/create", TestName = "A version with a zero")]
    [TestCase("POST", "/v01.41/containers/create", TestName = "A version with a zero in front")]
    [TestCase("POST", "/v1.41.0/containers/create", TestName = "A version of three parts")]
    [TestCase("POST", "/v1/containers/create", TestName = "A version of one part")]
    [TestCase("POST", "/v2.0/containers/create", TestName = "Another major version")]
    [TestCase("POST", "/v1.23/containers/web/start", TestName = "A version whose start takes a configuration")]
    [TestCase("POST", "/v1.12/containers/create", TestName = "A version of two digits below 1.24")]
    [TestCase("GET", "http://localhost/containers/json", TestName = "Absolute form")]
    [TestCase("GET", "containers/json", TestName = "No slash in front")]
    [TestCase("GET", "", TestName = "Nothing")]
    [TestCase("GET", "*", TestName = "An asterisk")]
    [TestCase("GET", "/containers/json#x", TestName = "A fragment")]
    [TestCase("GET", "/containers/json;x=y", TestName = "Path parameters")]
    [TestCase("GET", "/containers\\json", TestName = "A backslash")]
    [TestCase("GET", "/containers/a b/json", TestName = "A blank")]
    [TestCase("GET", "/containers/%00/json", TestName = "An encoded NUL")]
    [TestCase("GET", "/containers/%ZZ/json", TestName = "A broken escape")]
    [TestCase("GET", "/containers/w\u00e9b/json", TestName = "A character beyond ASCII")]
    [TestCase("GET", "/containers/json\r\nX-Evil: 1", TestName = "A line break")]
    [TestCase("get", "/containers/json", TestName = "A method in lower case")]
    [TestCase("HEAD", "/containers/json", TestName = "A method the engine does not route")]
    [TestCase("GET", "/nosuch", TestName = "No endpoint")]
    [TestCase("GET", "/containers/-x/json", TestName = "A name that begins with a hyphen")]
    [TestCase("GET", "/images/a//b/json", TestName = "An empty component of an image")]
    [TestCase("GET", "/images/..%2Fcontainers/json", TestName = "Dots in an image's name")]
    [TestCase("GET", "/images/a%3Fx/json", TestName = "An encoded question mark")]
    [TestCase("GET", "/containers/json?a;b", TestName = "A semicolon in the query")]
    [TestCase("GET", "/containers/json?filters=%GG", TestName = "A broken escape in the query")]
    [TestCase("GET", "/containers/json?filters=%ff", TestName = "Bad UTF-8 in the query")]
    [TestCase("GET", "/containers/json?a=#b", TestName = "A fragment in the query")]
    public void Is_refused(string method, string target)
    {
        DockerRequestTarget? parsed = DockerRequestTarget.TryParse(method, target, out string problem);

        Assert.That(parsed, Is.Null);
        Assert.That(problem, Is.Not.Empty);
    }

    [Test]
    public void A_longer_target_than_any_needs_is_refused()
    {
        string rest = new('a', DockerRequestTarget.MaxLength - "/containers/json?limit=".Length);

        Assert.That(DockerRequestTarget.TryParse("GET", "/containers/json?limit=" + rest, out _), Is.Not.Null);
        Assert.That(DockerRequestTarget.TryParse("GET", "/containers/json?limit=a" + rest, out _), Is.Null);
    }

    [TestCase("GET", "/v1.41/containers/json?all=1", "container.list", null, "/v1.41/containers/json?all=1")]
    [TestCase("GET", "/v1.24/containers/web/json", "container.inspect", "web", "/v1.24/containers/web/json")]
    [TestCase("GET", "/images/registry.example.com:5000/team/app:1.0/json", "image.inspect", "registry.example.com:5000/team/app:1.0",
        "/images/registry.example.com:5000/team/app:1.0/json")]
    [TestCase("GET", "/images/library%2Fnginx%3A1%40sha256%3Aab/json", "image.inspect", "library/nginx:1@sha256:ab", "/images/library/nginx:1@sha256:ab/json")]
    [TestCase("DELETE", "/images/a/json", "image.delete", "a/json", "/images/a/json")]
    [TestCase("GET", "/images/json/json", "image.inspect", "json", "/images/json/json")]
    [TestCase("GET", "/networks/", "network.list", null, "/networks/")]
    [TestCase("GET", "/v1.41/networks/", "network.list", null, "/v1.41/networks/")]
    [TestCase("POST", "/containers/create?name=a&name=b", "container.create", null, "/containers/create?name=a")]
    [TestCase("GET", "/images/get?names=a&names=b", "image.save", null, "/images/get?names=a&names=b")]
    [TestCase("GET", "/containers/json?trunc_cmd=0&all=1", "container.list", null, "/containers/json?all=1")]
    [TestCase("GET", "/containers/json?all", "container.list", null, "/containers/json?all=")]
    public void Is_read_and_built_anew(string method, string target, string action, string? identifier, string built)
    {
        DockerRequestTarget? parsed = DockerRequestTarget.TryParse(method, target, out string problem);

        Assert.That(problem, Is.Empty);
        Assert.That(parsed!.Endpoint.Action, Is.EqualTo(action));
        Assert.That(parsed.Identifier, Is.EqualTo(identifier));
        Assert.That(parsed.Build(), Is.EqualTo(built));
    }

    [Test]
    public void A_full_ID_takes_the_place_of_a_name()
    {
        DockerRequestTarget parsed = DockerRequestTarget.TryParse("POST", "/v1.41/containers/web/stop?t=5", out _)!;

        Assert.That(parsed.Build("0123abcd"), Is.EqualTo("/v1.41/containers/0123abcd/stop?t=5"));
    }

    [TestCase("", "{\"label\":[\"team=a\"]}")]
    [TestCase("{\"label\":[\"x=y\"]}", "{\"label\":[\"x=y\",\"team=a\"]}")]
    [TestCase("{\"label\":{\"x=y\":true},\"name\":[\"web\"]}", "{\"label\":[\"x=y\",\"team=a\"],\"name\":[\"web\"]}")]
    [TestCase("{\"label\":[\"team=b\"]}", "{\"label\":[\"team=b\",\"team=a\"]}")]
    public void A_label_narrows_the_filters_in_both_their_forms(string filters, string expected)
    {
        string query = filters.Length == 0 ? "" : "?filters=" + Uri.EscapeDataString(filters);
        DockerQuery read = DockerRequestTarget.TryParse("GET", "/containers/json" + query, out _)!.Query;

        Assert.That(read.WithLabelFilter("team", "a")!["filters"], Is.EqualTo(expected));
    }

    [TestCase("{\"label\":[\"x\"],\"label\":[\"y\"]}", TestName = "Filters given twice")]
    [TestCase("{\"label\":\"x\"}", TestName = "A text in the place of a list")]
    [TestCase("{\"label\":{\"x\":false}}", TestName = "A false filter")]
    [TestCase("[]", TestName = "A list of filters")]
    [TestCase("{} {}", TestName = "Text behind the filters")]
    public void Filters_of_another_form_are_refused(string filters)
    {
        DockerQuery read = DockerRequestTarget.TryParse("GET", "/containers/json?filters=" + Uri.EscapeDataString(filters), out _)!.Query;

        Assert.That(read.ReadFilters(), Is.Null);
        Assert.That(read.WithLabelFilter("team", "a"), Is.Null);
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property What_was_built_is_read_as_the_same()
    {
        Gen<string> targets = from endpoint in Gen.Elements(DockerEndpoints.All.ToArray())
                              from version in Gen.Elements("", "/v1.24", "/v1.41", "/v1.56")
                              from name in Gen.Elements("web", "0123456789ab", "a_b.c-d", "x/y:1")
                              from query in Gen.Elements("", "?all=1", "?name=a%20b&name=c", "?filters=%7B%7D&t=1")
                              where !name.Contains('/', StringComparison.Ordinal) || endpoint.Kind == DockerObjectKind.Image
                              select $"{endpoint.Method} {version}{endpoint.Path.Replace("{id}", name, StringComparison.Ordinal).Replace("{name}", name, StringComparison.Ordinal).Replace("{checkpoint}", "c", StringComparison.Ordinal).Replace("{anyroute}", "x", StringComparison.Ordinal)}{query}";
        return Prop.ForAll(targets.ToArbitrary(), text =>
        {
            string method = text.Split(' ')[0], target = text[(method.Length + 1)..];
            DockerRequestTarget first = DockerRequestTarget.TryParse(method, target, out _)!;
            DockerRequestTarget again = DockerRequestTarget.TryParse(method, first.Build(), out _)!;
            return again.Endpoint == first.Endpoint && again.Identifier == first.Identifier && again.Version == first.Version && again.Build() == first.Build();
        });
    }

    /// <summary>However a target is disguised, it is refused or served as what it is after Go's decoding and cleaning of paths.</summary>
    [FsCheck.NUnit.Property(MaxTest = 5000)]
    public Property A_disguise_is_refused_or_read_as_the_engine_routes_it()
    {
        Gen<string> pieces = Gen.Elements("/", "containers", "create", "json", "web", "images", "%2F", "%63", "%2e", "..", ".", "v1.41", "v1.041", "%", "\\",
            ";", "//", "exec", "start", "a:b", "%40", "%3a", "networks");
        return Prop.ForAll(pieces.ListOf().Select(p => "/" + string.Concat(p)).ToArbitrary(), path =>
        {
            if (DockerRequestTarget.TryParse("GET", path, out _) is not { } target)
                return true;
            string decoded = WebUtility.UrlDecode(path);
            return target.Build() == decoded && !decoded.Contains("//", StringComparison.Ordinal) && !decoded.Split('/').Any(s => s is "." or "..");
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 5000)]
    public Property No_text_is_a_crash() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), target =>
        target is null || DockerRequestTarget.TryParse("GET", target, out string problem) is null != (problem.Length == 0));
}
