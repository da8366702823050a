using System.Text.Json;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec docker access</c> and <c>csec audit verify</c>.</summary>
[NonParallelizable]
public class DockerAccessCommandTests
{
    private const string Access = """
        kind: DockerAccessPolicy
        ownerLabel: com.example.team
        teams:
          alpha: {users: [alice]}
          beta: {users: [bob]}
        grants:
        - {role: full, teams: [alpha, beta]}
        - {role: admin, users: [root], scopes: everything}
        """;

    private string folder = "", file = "";

    [SetUp]
    public void CreateFolder()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        file = Write("access.yaml", Access);
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Check_says_where_a_file_is_wrong()
    {
        Assert.That(Run("docker", "access", "check", file),
            Is.EqualTo((0, $"{file}: access policy 'default' is right; 2 teams, 0 roles of its own, 2 grants.\n", "")));
        (int code, string output, _) =
            Run("docker", "access", "check", Write("wrong.yaml", Access.Replace("role: full", "role: ful", StringComparison.Ordinal)));
        Assert.That((code, output), Is.EqualTo((2, $"{Path.Combine(folder, "wrong.yaml")}:7:4: There is no role 'ful' (did you mean 'full'?).\n")));
    }

    [TestCase("alice", "container.logs", "alpha", 0, "yes: Allowed by grant 'full'")]
    [TestCase("alice", "container.logs", "beta", 1, "no: No grant allows 'alice' to container.logs")]
    [TestCase("root", "image.build", null, 0, "yes: ")]
    [TestCase("alice", "image.build", null, 1, "no: ")]
    [TestCase("alice", "container.lgos", null, 2, "")]
    public void Can_answers_yes_and_no(string user, string action, string? owner, int code, string answer)
    {
        string[] more = owner is null ? [] : ["--owner", owner];

        (int found, string output, string error) = Run(["docker", "access", "can", user, action, "-f", file, .. more]);

        Assert.That(found, Is.EqualTo(code));
        Assert.That(output, Does.StartWith(answer));
        Assert.That(error.Contains("did you mean 'container.logs'?", StringComparison.Ordinal), Is.EqualTo(code == 2));
    }

    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"NetworkMode\":\"own\"}}", 0, "")]
    [TestCase("{\"Image\":\"a\",\"HostConfig\":{\"Privileged\":true}}", 1, "CSEC2001")]
    [TestCase("{\"Image\":\"a\"} x", 2, "")]
    public void Can_judges_a_body(string body, int code, string rule)
    {
        (int found, string output, _) =
            Run("docker", "access", "can", "alice", "container.create", "-f", file, "--body", Write("body.json", body), "--format", "json");

        using var json = JsonDocument.Parse(output);
        Assert.That(found, Is.EqualTo(code));
        Assert.That(json.RootElement.GetProperty("allowed").GetBoolean(), Is.EqualTo(code == 0));
        Assert.That(string.Join(' ', json.RootElement.GetProperty("ruleIds").EnumerateArray().Select(r => r.GetString())), Is.EqualTo(rule));
    }

    [Test]
    public void Who_can_and_what_can_list_grants()
    {
        Assert.That(Run("docker", "access", "who-can", "exec.create", "-f", file, "--owner", "beta").Output,
            Does.StartWith("user bob may exec.create on what team 'beta' owns, by grant 'full'").And.Contain("user root").And.Not.Contain("alice"));
        (int code, string output, _) = Run("docker", "access", "what-can", "bob", "-f", file, "--format", "json");
        using var json = JsonDocument.Parse(output);
        Assert.That(code, Is.Zero);
        Assert.That(json.RootElement.EnumerateArray().Select(e => e.GetProperty("action").GetString()), Does.Contain("container.logs"));
        Assert.That(Run("docker", "access", "what-can", "eve", "-f", file).Output, Is.EqualTo("Nothing is granted to 'eve'.\n"));
    }

    [Test]
    public void Diff_tells_what_is_allowed_more()
    {
        string more = Write("more.yaml", Access + "\n- {role: view, users: [eve], scopes: everything}\n");

        Assert.That(Run("docker", "access", "diff", file, more) is (1, var added, "")
            && added.Contains("+ user eve: container.logs on everything\n", StringComparison.Ordinal), Is.True);
        Assert.That(Run("docker", "access", "diff", more, file) is (0, var removed, "")
            && removed.Contains("- user eve: container.logs on everything\n", StringComparison.Ordinal), Is.True);
        Assert.That(Run("docker", "access", "diff", file, file).Output, Is.EqualTo("Nothing changes.\n"));
    }

    [Test]
    public void Audit_log_is_verified()
    {
        string log = Path.Combine(folder, "audit.jsonl");
        ContainerSecurity.Audit.AuditCheckpoint kept;
        using (var written = ContainerSecurity.Audit.AuditLog.Open(log))
        {
            written.Append(new ContainerSecurity.Audit.AuditEntry(DateTimeOffset.UnixEpoch, "alice", "container.start", "web",
                ContainerSecurity.Audit.AuditVerdict.Allow));
            written.Append(new ContainerSecurity.Audit.AuditEntry(DateTimeOffset.UnixEpoch, "alice", "container.stop", "web",
                ContainerSecurity.Audit.AuditVerdict.Deny));
            kept = written.Checkpoint;
        }
        string[] lines = File.ReadAllLines(log);

        Assert.That(Run("audit", "verify", log) is (0, var intact, "") && intact.Contains($"checkpoint {kept}\n", StringComparison.Ordinal), Is.True);
        Assert.That(Run("audit", "verify", log, "--checkpoint", kept.ToString()).Code, Is.Zero);
        string cut = Write("cut.jsonl", lines[0] + "\n");
        Assert.That(Run("audit", "verify", cut, "--checkpoint", Write("kept.txt", $"{kept}\n")) is (1, var said, "")
            && said.Contains("cut off", StringComparison.Ordinal), Is.True);
        Assert.That(Run("audit", "verify", Write("changed.jsonl", lines[0] + "\n" + lines[1].Replace("deny", "allow", StringComparison.Ordinal) + "\n")).Code,
            Is.EqualTo(1));
        Assert.That(Run("audit", "verify", log, "--checkpoint", "nonsense").Code, Is.EqualTo(2));
        Assert.That(Run("audit", "verify", Path.Combine(folder, "absent")).Code, Is.EqualTo(2));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(arguments, TextReader.Null, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
