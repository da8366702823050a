using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies;

/// <summary>Compose files and inspected containers through the engine: which files are some, which belong together, what waives.</summary>
public class ComposeFileTests
{
    private const string Privileged = "services:\n  web:\n    image: web:1\n    privileged: true\n";

    [TestCase("compose.yaml", SourceType.Compose)]
    [TestCase("a/docker-compose.yml", SourceType.Compose)]
    [TestCase("docker-compose.prod.yml", SourceType.Compose)]
    [TestCase("compose-dev.yaml", SourceType.Compose)]
    [TestCase("composer.yaml", SourceType.Kubernetes)]
    [TestCase("compose.json", SourceType.Kubernetes)]
    public void Type_is_told_by_the_name(string path, SourceType type) => Assert.That(SourceTypes.OfFile(path), Is.EqualTo(type));

    [TestCase("compose.yaml", SourceType.Auto)]
    [TestCase("stack.yaml", SourceType.Auto)]
    [TestCase("stack.txt", SourceType.Compose)]
    public void Text_is_judged_as_a_compose_file(string path, SourceType type) =>
        Assert.That(Judge(Privileged, path, type).Findings.Single().Finding.Resource.ToString(), Is.EqualTo("Service web"));

    [TestCase("values.yaml", "replicas: 1\nservices:\n  web:\n    image: a\n")]
    [TestCase("compose.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nservices: {}\n")]
    public void Other_files_are_no_compose_files(string path, string text) => Assert.That(Judge(text, path, SourceType.Auto).Errors, Is.Empty);

    [TestCase("services:\n  web:\n    image: web:1\n    # csec:ignore CSEC2001 needed\n    privileged: true\n")]
    [TestCase("services:\n  web:\n    image: web:1\n    privileged: true # csec:ignore CSEC2001 needed\n")]
    public void Comment_waives_beside_the_line(string text) =>
        Assert.That(Judge(text, "compose.yaml", SourceType.Auto).Findings.Single().Waived, Is.EqualTo("needed"));

    [Test]
    public void Override_is_laid_over_its_base_and_read_once()
    {
        Decision[] decisions = Scan(
            ("a/compose.yaml", "services: {web: {image: a}}"),
            ("a/compose.override.yaml", "services:\n  web:\n    privileged: true\n"));

        Assert.That(decisions.SelectMany(d => d.Findings).Single().Finding.Location.File.Path, Is.EqualTo("a/compose.override.yaml"));
        Assert.That(decisions, Has.Length.EqualTo(1));
    }

    [Test]
    public void Waiver_in_the_override_counts_there()
    {
        Decision[] decisions = Scan(
            ("compose.yaml", "services:\n  web:\n    image: a\n"),
            ("compose.override.yaml", "services:\n  web:\n    privileged: true # csec:ignore CSEC2001 needed\n"));

        Assert.That(decisions.SelectMany(d => d.Findings).Single().Waived, Is.EqualTo("needed"));
    }

    [Test]
    public void Waiver_in_the_base_says_nothing_of_the_same_line_of_the_override()
    {
        Decision[] decisions = Scan(
            ("compose.yaml", "services:\n  web:\n    image: a # csec:ignore CSEC2001 needed\n"),
            ("compose.override.yaml", "services:\n  web:\n    privileged: true\n"));

        Assert.That(decisions.SelectMany(d => d.Findings).Select(f => (f.Finding.Rule.Id, f.Waived)),
            Is.EquivalentTo(new[] { ("CSEC2001", null as string), ("CSEC0002", null) }));
    }

    [TestCase("compose.yaml", "other.yaml")]
    [TestCase("compose.yaml", "a/compose.yaml")]
    public void Included_file_that_is_scanned_too_is_told_once(string main, string included) =>
        Assert.That(
            Scan(
                (main, $"include: [{included}]\nservices: {{api: {{image: a}}}}"),
                (included, Privileged)).SelectMany(d => d.Findings),
            Has.Exactly(1).Items);

    [Test]
    public void Message_and_advice_name_the_keys_of_compose()
    {
        PolicyFinding[] findings = [.. new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build()).Evaluate(
            "services:\n  web:\n    image: web\n    privileged: true\n    user: root\n    network_mode: host\n    pid: host\n    ipc: host\n    userns_mode: host\n    security_opt: [seccomp:unconfined, apparmor:unconfined, 'label:disable', systempaths=unconfined]\n    cap_add: [ALL]\n    volumes: ['/etc:/a:rshared', '/var/run/docker.sock:/b']\n    devices: [/dev/fuse]\n    ports: ['22:22']\n    extra_hosts: ['a:10.0.0.1']\n    sysctls: {kernel.msgmax: 1}\n    stdin_open: true\n    tty: true\n    command: [sudo, a]\n    group_add: ['0']\n", "compose.yaml").WithFolded];

        string[] words =
        [
            "pod", "securityContext", "readOnly:", "hostPID", "hostIPC", "hostNetwork", "runAs", "kubectl",
            "allowPrivilege", "procMount", "hostPort", "hostUsers", "Bidirectional", "limits.cpu'", "hostAliases",
            "node"
        ];
        Assert.That(findings, Has.Length.GreaterThan(25));
        Assert.That(
            findings.Select(f => $"{f.Finding.Rule.Id}: {f.Finding.Message} {f.Finding.Remediation}")
                .Where(t => words.Any(w => t.Contains(w, StringComparison.OrdinalIgnoreCase))),
            Is.Empty);
    }

    [Test]
    public void Inspected_container_is_judged_by_its_name()
    {
        const string Inspected = """[{"Id":"a","Name":"/web","Config":{"Image":"web:1","User":"","Env":[]},"HostConfig":{"Privileged":true,"PidsLimit":null,"CgroupnsMode":"private"}}]""";

        Decision decision = new PolicyEngine(
            null,
            new PolicyEngineOptions { OnlyRules = ["CSEC2001", "CSEC6005", "CSEC3012"] }).Evaluate(Inspected, "web.json");

        Assert.That(
            decision.Findings.Select(f => $"{f.Finding.Rule.Id} {f.Finding.Resource}"),
            Is.EquivalentTo(new[] { "CSEC6005 Container web", "CSEC2001 Container web" }));
    }

    [Test]
    public void Create_body_is_judged() =>
        Assert.That(Judge("""{"Image":"web:1","HostConfig":{"Privileged":true}}""", "create.json", SourceType.DockerInspect).Findings, Has.Count.EqualTo(1));

    [Test]
    public void File_without_containers_is_an_error() =>
        Assert.That(Judge("""[{"Id":"a"}]""", "a.json", SourceType.DockerInspect).Errors, Has.Count.EqualTo(1));

    private static Decision Judge(string text, string path, SourceType type) =>
        new PolicyEngine(null, new PolicyEngineOptions { OnlyRules = ["CSEC2001"], Type = type }).Evaluate(text, path);

    private static Decision[] Scan(params (string Path, string Text)[] files)
    {
        static MemoryStream Bytes(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
        Source Source((string Path, string Text) file)
        {
            string folder = file.Path[..(file.Path.LastIndexOf('/') + 1)];
            return new Source(file.Path, () => Bytes(file.Text), name => Array.Find(files, f => f.Path == folder + name).Text is { } text ? Bytes(text) : null);
        }
        return [.. new PolicyEngine(null, new PolicyEngineOptions { OnlyRules = ["CSEC2001"] }).Scan([.. files.Select(Source)])];
    }
}
