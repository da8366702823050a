using System.Text.Json;

namespace ContainerSecurity.Tool.Tests.Desk;

/// <summary>Baselines as teams keep them: written once, read from anywhere, cleaned up.</summary>
[NonParallelizable]
public class BaselineCommandTests
{
    private DeskFolder desk = null!;

    [SetUp]
    public void Create() => desk = new DeskFolder();

    [TearDown]
    public void Delete() => desk.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public void Baseline_holds_from_whatever_folder_csec_is_started(bool isRepository)
    {
        if (isRepository)
            Directory.CreateDirectory(desk.In(".git"));
        desk.Write("deploy/web/pod.yaml", DeskFolder.Privileged);
        Directory.CreateDirectory(desk.In("ci"));
        Assert.That(DeskFolder.RunIn(desk.Path, "scan", "deploy", "--write-baseline", "ci/known.yaml").Code, Is.Zero);
        string written = desk.Read("ci/known.yaml");

        Assert.That(written, Does.Contain(isRepository ? "file: \"deploy/web/pod.yaml\"" : "file: \"../deploy/web/pod.yaml\"").And.Not.Contain(desk.Path));
        foreach ((string folder, string path, string baseline) in new[]
        {
            (desk.Path, "deploy", "ci/known.yaml"), (desk.In("deploy"), ".", "../ci/known.yaml"), (desk.In("deploy/web"), "pod.yaml", desk.In("ci/known.yaml")),
            (desk.In("ci"), desk.In("deploy"), "known.yaml"),
        })
            Assert.That(DeskFolder.RunIn(folder, "scan", path, "--baseline", baseline).Code, Is.Zero, folder);
    }

    [Test]
    public void Stale_entries_are_told_at_their_lines_and_fail_nothing()
    {
        desk.Write("a.yaml", DeskFolder.Privileged);
        desk.Write("b.yaml", DeskFolder.Privileged);
        string known = desk.In("known.yaml");
        DeskFolder.Run("scan", desk.In("a.yaml"), desk.In("b.yaml"), "--rule", "CSEC2001", "--write-baseline", known);
        desk.Write("a.yaml", DeskFolder.Harmless);

        (int code, string output, _) = DeskFolder.Run("scan", desk.In("a.yaml"), "--rule", "CSEC2001", "--baseline", known);
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("known.yaml:3:").And.Contain("stale: its finding of CSEC2001 in 'a.yaml'").And.Not.Contain("'b.yaml'"));

        File.Delete(desk.In("b.yaml"));
        Assert.That(DeskFolder.Run("scan", desk.In("a.yaml"), "--rule", "CSEC2001", "--baseline", known).Output, Does.Contain("'b.yaml'"), "It is gone.");
    }

    [Test]
    public void Entry_of_a_file_that_cannot_be_read_is_not_called_stale()
    {
        string file = desk.Write("a.yaml", DeskFolder.Privileged), known = desk.In("known.yaml");
        DeskFolder.Run("scan", file, "--write-baseline", known);
        desk.Write("a.yaml", "apiVersion: v1\nkind: Pod\nspec: [\n");

        Assert.That(DeskFolder.Run("scan", file, "--baseline", known).Output, Does.Not.Contain("stale"));
    }

    [TestCase("{}")]
    [TestCase("")]
    [TestCase("findings:\n")]
    [TestCase("findings: [{rule: CSEC2001}]")]
    [TestCase("- a\n")]
    public void What_is_no_baseline_is_refused(string text)
    {
        (int code, string output, _) = DeskFolder.Run("scan", desk.Write("a.yaml", DeskFolder.Harmless), "--baseline", desk.Write("known.yaml", text));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("known.yaml").And.Contain("baseline"));
    }

    [Test]
    public void Baseline_of_nothing_is_written_as_one_and_taken()
    {
        string file = desk.Write("a.yaml", DeskFolder.Harmless), known = desk.In("known.yaml");

        Assert.That(DeskFolder.Run("scan", file, "--write-baseline", known).Code, Is.Zero);
        Assert.That(DeskFolder.Run("scan", file, "--baseline", known).Code, Is.Zero);
    }

    [Test]
    public void Known_findings_stay_in_SARIF_and_JSON_as_suppressed()
    {
        string file = desk.Write("a.yaml", DeskFolder.Privileged), known = desk.In("known.yaml");
        DeskFolder.Run("scan", file, "--rule", "CSEC2001", "--write-baseline", known);

        using var sarif = JsonDocument.Parse(DeskFolder.Run("scan", file, "--rule", "CSEC2001", "--baseline", known, "--format", "sarif").Output);
        JsonElement suppression = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("suppressions")[0];
        Assert.That(suppression.GetProperty("kind").GetString(), Is.EqualTo("external"));

        using var json = JsonDocument.Parse(DeskFolder.Run("scan", file, "--rule", "CSEC2001", "--baseline", known, "--format", "json").Output);
        JsonElement finding = json.RootElement.GetProperty("findings")[0];
        Assert.That(finding.GetProperty("baselined").GetBoolean());
        Assert.That(finding.GetProperty("suppression").GetProperty("kind").GetString(), Is.EqualTo("external"));
        Assert.That(json.RootElement.GetProperty("summary").GetProperty("baselined").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public void Waiver_beside_its_finding_is_in_source_and_one_of_the_policy_is_not()
    {
        string beside = desk.Write("a.yaml", DeskFolder.Privileged.Replace("    securityContext", "    # csec:ignore CSEC2001 node agent\n    securityContext", StringComparison.Ordinal));
        string plain = desk.Write("b.yaml", DeskFolder.Privileged);
        string policy = desk.Write("p/policy.yaml", "kind: Policy\nwaivers: [{rules: [CSEC2001], reason: we know}]\n");

        Assert.That(KindOf(beside), Is.EqualTo("inSource"));
        Assert.That(KindOf(plain, "--policy", policy), Is.EqualTo("external"));
    }

    private static string? KindOf(string file, params string[] options)
    {
        using var sarif = JsonDocument.Parse(DeskFolder.Run(["scan", file, "--rule", "CSEC2001", "--format", "sarif", .. options]).Output);
        return sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("suppressions")[0].GetProperty("kind").GetString();
    }
}
