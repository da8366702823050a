using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec rbac generate</c> and <c>csec rbac unused</c>.</summary>
[NonParallelizable]
public class RbacAuditTests
{
    private string folder = "";
    private int number;

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    private string Event(string user, string verb, string resource, string fields = "", string time = "2026-11-01T10:00:00Z") =>
        $$"""{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"00000000-0000-0000-0000-{{++number:D12}}","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/shop/{{resource}}","verb":"{{verb}}","user":{"username":"{{user}}","groups":["system:authenticated"]},"objectRef":{"resource":"{{resource}}","namespace":"shop","apiVersion":"v1"{{fields}}},"responseStatus":{"code":200},"requestReceivedTimestamp":"{{time}}","stageTimestamp":"{{time}}"}""";

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Output, string Error) Run(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        int code = CommandLine.Run(args, reader, output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Test]
    public void Roles_are_written_from_a_log()
    {
        string log = Write("audit.log",
            $"{Event("system:serviceaccount:shop:web", "get", "secrets", ",\"name\":\"web-tls\"")}\n{Event("ann", "list", "pods")}\n");
        (int code, string output, string error) = Run("", "rbac", "generate", "--audit", log, "--subject", "sa:shop/web");

        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(output, Is.EqualTo("""
            # Written by 'csec rbac generate' from 2 allowed and 0 denied requests from 2026-11-01 10:00Z to 2026-11-01 10:00Z (0 days).
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata:
              name: csec:system:serviceaccount:shop:web
              namespace: shop
            rules:
            - apiGroups: ['']
              resources: [secrets]
              resourceNames: [web-tls]
              verbs: [get]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata:
              name: csec:system:serviceaccount:shop:web
              namespace: shop
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: Role
              name: csec:system:serviceaccount:shop:web
            subjects:
            - kind: ServiceAccount
              name: web
              namespace: shop

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Options_widen_the_roles()
    {
        string log = $"{Event("ann", "get", "secrets", ",\"name\":\"a\"")}\n";
        string output = Run(log, "rbac", "generate", "--audit", "-", "--any-name", "--all-reads", "--all-namespaces").Output;

        Assert.That(output, Does.Contain("kind: ClusterRole\n").And.Contain("verbs: [get, list, watch]").And.Not.Contain("resourceNames"));
    }

    [Test]
    public void Packed_log_and_file_of_output_will_do()
    {
        string log = Path.Combine(folder, "audit.log.gz"), file = Path.Combine(folder, "roles.yaml");
        using (var gzip = new GZipStream(File.Create(log), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(Event("ann", "list", "pods")));

        Assert.That(Run("", "rbac", "generate", "--audit", log, "--output", file).Code, Is.Zero);
        Assert.That(File.ReadAllText(file), Does.Contain("name: ann"));
    }

    [Test]
    public void Broken_line_makes_the_result_incomplete_and_the_rest_is_written()
    {
        string log = Write("audit.log", $"{Event("ann", "list", "pods")}\n{{\n");
        (int code, string output, string error) = Run("", "rbac", "generate", "--audit", log);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain($"{log}:2:1: ").And.Contain("incomplete"));
        Assert.That(output, Does.Contain("# The logs were not read completely").And.Contain("resources: [pods]"));
    }

    [TestCase("--subject", "joe")]
    [TestCase("--subject", "group:developers")]
    [TestCase("--max-names", "0")]
    [TestCase("--audit", "nowhere.log")]
    public void What_cannot_be_is_bad_input(string option, string value) =>
        Assert.That(Run(Event("ann", "list", "pods"), "rbac", "generate", "--audit", "-", option, value).Code, Is.EqualTo(2));

    private const string Roles = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: ops, namespace: shop}
        rules:
        - {apiGroups: [''], resources: [pods], verbs: [list]}
        - {apiGroups: [''], resources: [secrets], verbs: [get]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: give, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ops}
        subjects: [{kind: User, name: ann}]
        """;

    [Test]
    public void Unused_rights_are_told_with_their_places_and_the_days_observed()
    {
        string roles = Write("roles.yaml", Roles);
        string log = Write("audit.log", $"{Event("ann", "list", "pods")}\n{Event("ann", "list", "pods", time: "2026-11-08T10:00:00Z")}\n");
        (int code, string output, string error) = Run("", "rbac", "unused", "--audit", log, "-f", roles);

        Assert.That((code, error), Is.EqualTo((1, "")));
        Assert.That(output, Does.Contain($"{roles}:8: RoleBinding shop/give of Role shop/ops: not all was used in 7 days\n  get secrets ({roles}:6)\n")
            .Or.Contain("get secrets"));

        using var json = JsonDocument.Parse(Run("", "rbac", "unused", "--audit", log, "-f", roles, "--format", "json").Output);
        JsonElement unused = json.RootElement.GetProperty("unused")[0];
        Assert.That(json.RootElement.GetProperty("daysObserved").GetDouble(), Is.EqualTo(7));
        Assert.That(unused.GetProperty("binding").GetString(), Is.EqualTo("RoleBinding shop/give"));
        Assert.That(unused.GetProperty("rules")[0].GetProperty("unused")[0].GetProperty("resources")[0].GetString(), Is.EqualTo("secrets"));
    }

    [Test]
    public void Nothing_unused_is_clean()
    {
        string log = Write("audit.log", $"{Event("ann", "list", "pods")}\n{Event("ann", "get", "secrets", ",\"name\":\"a\"")}\n");

        Assert.That(Run(Roles, "rbac", "unused", "--audit", log, "-f", "-").Code, Is.Zero);
    }

    [TestCase("{", Roles, Description = "a broken log")]
    [TestCase("", Roles, Description = "an empty log")]
    [TestCase(null, "{", Description = "a broken manifest")]
    [TestCase(null, "", Description = "no manifest")]
    public void What_was_not_read_is_bad_input(string? log, string roles) =>
        Assert.That(Run(roles, "rbac", "unused", "--audit", Write("audit.log", log ?? Event("ann", "list", "pods")), "-f", "-").Code, Is.EqualTo(2));
}
