using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Sources;

/// <summary>Sources that a search came upon: what is none of ours is passed over; what begins as ours and cannot be read is an error.</summary>
public class FoundSourceTests
{
    private static Decision Scan(string path, byte[] bytes, bool isFound = true, SourceType type = SourceType.Auto) =>
        new PolicyEngine(null, new PolicyEngineOptions { Type = type }).Scan([new Source(path, () => new MemoryStream(bytes)) { IsFound = isFound }]).First();

    private static Decision Scan(
        string path,
        string text,
        bool isFound = true,
        SourceType type = SourceType.Auto) => Scan(path, Encoding.UTF8.GetBytes(text), isFound, type);

    [TestCase("launch.json", "{\n  // it's \"a\" comment\n  \"version\": \"0.2.0\",\n  \"configurations\": [{\"name\": \"x\",},],\n}")]
    [TestCase("tasks.json", "{ /* \" */ \"tasks\": [{\"group\": {\"kind\": \"build\", \"isDefault\": true}, \"command\": \"c:\\\\x\",}] }")]
    [TestCase("tsconfig.json", "{ \"compilerOptions\": { \"target\": \"es6\", }, }")]
    [TestCase("azuredeploy.json", "{ \"$schema\": \"s\", // c\n \"resources\": [{\"apiVersion\": \"2019-01-01\", \"kind\": \"StorageV2\",}] }")]
    [TestCase("pipeline.yml", "steps:\n- x: 1\n${{ if a }}:\n  a: 1\n${{ if a }}:\n  b: 2\n")]
    [TestCase("inventory.yaml", "{% for x in hosts %}\nname: {{ x }}\n{% endfor %}\n: [\n")]
    [TestCase("database.yml", "<% if a %>\nfoo: <%= b %>\n<% end %>\n - ]\n")]
    [TestCase("values.yaml", "{{- range .x }}\n{{ . }}: [\n{{- end }}\n")]
    [TestCase("services.yaml", "services:\n    App\\Foo: { class: x\n    _defaults: ~\n")]
    [TestCase("tabs.yaml", "a:\n\tb: 1\n")]
    [TestCase(".drone.yml", "kind: pipeline\nname: a\n  b: [\n")]
    [TestCase("fixture.json", "{\"a\": {\"HostConfig\": {}}, }")]
    [TestCase("data.json", "[[[{\"a\": 1}]]")]
    [TestCase("package.json", "{\"name\": \"x\"}")]
    [TestCase("Chart.yaml", "apiVersion: v2\nname: x\nversion: 1.0.0\n")]
    [TestCase("empty.yaml", "")]
    [TestCase("compose-settings.yaml", "colour: red\n")]
    [TestCase("Dockerfile.md5", "d41d8cd98f00b204e9800998ecf8427e\n")]
    [TestCase("nested.yaml", "list:\n- kind: Pod\n  apiVersion: v1\ntext: |\n  apiVersion: v1\n  kind: Pod\nx: [\n")]
    public void File_of_another_tool_is_passed_over(string path, string text)
    {
        Decision decision = Scan(path, text);

        Assert.That(decision.Skipped, Is.Not.Null);
        Assert.That(decision.Errors, Is.Empty);
        Assert.That(decision.Resources, Is.Zero);
    }

    [Test]
    public void Text_that_is_no_UTF8_and_binary_files_are_passed_over()
    {
        Assert.That(Scan("latin.yaml", Encoding.Latin1.GetBytes("name: caf\u00e9\n")).Skipped, Is.Not.Null);
        Assert.That(Scan("binary.yaml", [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 0, 0xFF, 0xFE, 0x3A, 0x0A]).Skipped, Is.Not.Null);
    }

    [Test]
    public void Huge_file_of_another_tool_is_passed_over_and_one_of_ours_is_an_error()
    {
        string filling = new('x', DocumentLimits.Default.MaxLength);

        Assert.That(Scan("data.json", $"{{\"data\": \"{filling}\"}}").Skipped, Is.Not.Null);
        Assert.That(Scan("pod.yaml", $"a: {filling}\n---\napiVersion: v1\nkind: Pod\n").Errors, Is.Not.Empty);
    }

    [TestCase("apiVersion: v1\nkind: Pod\nspec: {a: [\n")]
    [TestCase("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", ")]
    [TestCase("{\"kind\": \"Pod\", \"spec\": {\"a\": [1, 2}, \"apiVersion\": \"v1\"}")]
    [TestCase("{ // comment\n \"apiVersion\": \"v1\", \"kind\": \"Pod\"}")]
    [TestCase("[{\"apiVersion\": \"v1\", \"kind\": \"Pod\",,}]")]
    [TestCase("a: [\n---\napiVersion: v1\nkind: Pod\nx: [\n")]
    [TestCase("{a: [\n---\napiVersion: v1\nkind: Pod\nx: [\n")]
    [TestCase("name: x\n---\nkind: Pod\nspec:\n  a: [\n")]
    [TestCase("# comment\n\n--- # another\n  apiVersion: v1\n  kind: Pod\n  a: [\n")]
    [TestCase("\"apiVersion\": v1\n'kind': Pod\nx: [\n")]
    [TestCase("\"api\\u0056ersion\": v1\n\"k\\x69nd\": Pod\nx: [\n")]
    [TestCase("!!binary YXBpVmVyc2lvbg==: v1\nx: [\n")]
    [TestCase("? apiVersion\n: v1\n? kind\n: Pod\nx: [\n")]
    [TestCase("kind : Deployment\nx: [\n")]
    [TestCase("- apiVersion: v1\n  kind: Pod\n  x: [\n")]
    [TestCase("{apiVersion: v1, kind: Pod, x: [}")]
    [TestCase("apiVersion: v1\rkind: Pod\rx: [\r")]
    [TestCase("{{ if .x }}\napiVersion: v1\nkind: Pod\n{{ end }}\n: [\n")]
    [TestCase("{% if x %}apiVersion: v1{% endif %}\nkind: Pod\n: [\n")]
    [TestCase("\uFEFFapiVersion: v1\nkind: Pod\nx: [\n")]
    [TestCase("services:\n  web:\n    image: x\n   bad\n")]
    [TestCase("\"services\":\n  web:\n    \"image\": x\n   bad\n")]
    [TestCase("[{\"Id\": \"x\", \"HostConfig\": {\"Privileged\": true},")]
    [TestCase("apiVersion: v1\nKind: Pod\n")]
    [TestCase("kind: Pod\nmetadata: {name: x}\n")]
    public void Broken_file_that_begins_as_ours_is_an_error(string text)
    {
        Decision decision = Scan("found.yaml", text);

        Assert.That(decision.Skipped, Is.Null);
        Assert.That(decision.Errors, Is.Not.Empty);
    }

    [Test]
    public void Bytes_that_begin_as_ours_are_an_error_in_any_encoding()
    {
        const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: caf\u00e9}\n";

        Assert.That(Scan("a.yaml", Encoding.Latin1.GetBytes(Pod)).Errors, Is.Not.Empty);
        Assert.That(Scan("a.yaml", Encoding.Unicode.GetBytes(Pod)).Errors, Is.Not.Empty);
        Assert.That(Scan("a.yaml", [.. Encoding.UTF8.GetBytes(Pod), 0, 1]).Errors, Is.Not.Empty);
        Assert.That(Scan("a.yaml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Pod + "x: [")]).Errors, Is.Not.Empty);
        Assert.That(Scan("a.yaml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Pod)]).Resources, Is.EqualTo(1));
    }

    [TestCase("Dockerfile", "FRON alpine\n")]
    [TestCase("Dockerfile.dev", "RUN x\nFROM\n")]
    [TestCase("compose.yaml", "a: [\n")]
    [TestCase("docker-compose.prod.yml", "services:\n  web: [\n")]
    public void File_whose_name_or_beginning_says_what_it_is_is_judged_or_an_error(string path, string text)
    {
        Decision decision = Scan(path, text);

        Assert.That(decision.Skipped, Is.Null);
        Assert.That(decision.Errors.Count + decision.Findings.Count, Is.Positive);
    }

    [Test]
    public void Template_of_a_chart_is_an_error_and_not_passed_over()
    {
        var source = new Source(
            "chart/templates/web.yaml",
            () => new MemoryStream("{{ include \"x\" . }}\n: [\n"u8.ToArray()),
            name => name == "../Chart.yaml" ? new MemoryStream("a: 1"u8.ToArray()) : null)
        { IsFound = true };

        Assert.That(new PolicyEngine().Scan([source]).Single().Errors.Single().Message, Does.Contain("template"));
    }

    [Test]
    public void Resource_beside_a_broken_document_is_judged_with_the_error()
    {
        Decision decision = Scan("a.yaml", "a: [\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");

        Assert.That(decision.Resources, Is.EqualTo(1));
        Assert.That(decision.Errors, Has.Count.EqualTo(1));
    }

    [TestCase("launch.json", "{ // comment\n}")]
    [TestCase("latin.yaml", "a: [")]
    public void Named_source_is_never_passed_over(string path, string text)
    {
        Assert.That(Scan(path, text, isFound: false).Errors, Is.Not.Empty);
    }

    [TestCase("Kind: Pod\n", "no kind")]
    [TestCase("name: x\n---\napiVersion: v1\nkind: Pod\n", "no kind")]
    [TestCase("- 1\n", "no object")]
    [TestCase("text\n", "no object")]
    public void Document_of_another_kind_is_an_error_where_manifests_are_asked_for(string text, string message)
    {
        Assert.That(Scan("a.yaml", text, isFound: false, SourceType.Kubernetes).Errors.Single().Message, Does.Contain(message));
    }

    [Test]
    public void Found_json_without_a_container_is_passed_over_where_inspections_are_asked_for()
    {
        Assert.That(Scan("package.json", "{\"name\": \"x\"}", type: SourceType.DockerInspect).Skipped, Is.Not.Null);
        Assert.That(Scan("package.json", "{\"name\": \"x\"}", isFound: false, SourceType.DockerInspect).Errors, Is.Not.Empty);
    }

    [TestCase("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}, \"HostConfig\": {}, \"Image\": \"x\"}")]
    [TestCase("{\"api\\u0056ersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}, \"HostConfig\": {}, \"Image\": \"x\"}")]
    [TestCase("\"apiVersion\": v1\n\"kind\": Pod\n\"metadata\": {name: a}\nservices: {a: {image: x}}\n")]
    public void Object_of_Kubernetes_is_taken_for_nothing_else(string text)
    {
        Assert.That(Scan("a.yaml", text).Findings.Select(f => f.Finding.Resource.Kind).Concat(["Pod"]).Distinct(), Is.EqualTo(new[] { "Pod" }));
        Assert.That(Scan("a.yaml", text).Resources, Is.EqualTo(1));
    }

    [Test]
    public void Neighbour_that_cannot_be_opened_is_an_error_beside_what_was_judged()
    {
        var source = new Source(
            "compose.yaml",
            () => new MemoryStream("services: {web: {image: a, privileged: true}}"u8.ToArray()),
            name => name == ".env" ? throw new IOException("a pipe") : null);

        Decision decision = new PolicyEngine().Scan([source]).Single();

        Assert.That(decision.Errors.Single().Message, Does.Contain(".env"));
        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Does.Contain("CSEC2001"));
    }

    [Test]
    public void Text_that_is_not_read_to_its_end_may_hide_an_object()
    {
        var reader = new TopLevelReader(new StringReader(new string(' ', 100) + "\napiVersion: v1"), maxLength: 50);

        Assert.That(reader.Read().Single().IsObject);
    }

    [Test]
    public void Brackets_without_end_are_bounded()
    {
        string text = new string('[', 3_000_000) + string.Concat(Enumerable.Repeat("a:", 100_000));

        Assert.That(TopLevelReader.Read(text).Single().IsUnbalanced);
    }

    [Test]
    public void Any_splinters_are_judged_refused_or_passed_over()
    {
        string[] splinters =
        [
            "{",
            "}",
            "[",
            "]",
            "{{",
            "}}",
            "{%",
            "\"",
            "'",
            "\\",
            "#",
            "//",
            "/*",
            "*/",
            "---",
            "...",
            "-",
            "? ",
            ": ",
            ":",
            ",",
            "!!x ",
            "&a ",
            "\n",
            "\r",
            " ",
            "apiVersion",
            "kind",
            "Pod",
            "services",
            "\0",
            new string('x', 600)
        ];
        var random = new Random(20260602);
        for (int i = 0; i < 5_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => splinters[random.Next(splinters.Length)]));
            Assert.That(() => TopLevelReader.Read(text).Count(), Throws.Nothing, text);
            Assert.That(() => Scan("found.yaml", text), Throws.Nothing, text);
        }
    }
}
