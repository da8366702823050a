namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec scan</c> over bills of materials and reports of scanners.</summary>
[NonParallelizable]
public class ScanReportsTests
{
    private const string Bill = """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
          {"type": "library", "name": "lodash", "version": "4.17.20", "purl": "pkg:npm/lodash@4.17.20"}]}
        """;

    private const string Record = """
        {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-01-01T00:00:00Z", "aliases": ["CVE-2024-5"], "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}]}
        """;

    private const string Grype = """
        {"matches": [{"vulnerability": {"id": "CVE-2024-9", "severity": "High"}, "artifact": {"name": "curl", "version": "1", "purl": "pkg:deb/debian/curl@1"}}], "descriptor": {"name": "grype"}}
        """;

    private string folder = null!;

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("reports-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Bill_is_compared_with_the_advisories_that_are_named()
    {
        (int code, string output, string error) =
            Run("scan", Add("bom.json", Bill), "--advisories", Add("osv.jsonl", Record.ReplaceLineEndings(" ")), "--fail-on", "medium");

        Assert.That(output, Does.Contain("CSEC1012").And.Contain("CVE-2024-5 (GHSA-aaaa-bbbb-cccc)").And.Contain("bom.json:2:"));
        Assert.That((code, error), Is.EqualTo((1, "")));
    }

    [Test]
    public void Bill_that_is_named_and_compared_with_nothing_is_not_evaluated()
    {
        string bill = Add("bom.json", Bill);

        Assert.That(Run("scan", bill).Code, Is.EqualTo(2));
        Assert.That(Run("scan", bill).Output, Does.Contain("CSEC0004").And.Contain("--advisories"));
        Assert.That(Run("scan", bill, "--allow-not-evaluated").Code, Is.Zero);
    }

    [Test]
    public void Bills_of_a_folder_that_are_compared_with_nothing_are_said_once()
    {
        Add("one.cdx.json", Bill);
        Add("two.json", Bill);
        (int code, _, string error) = Run("scan", folder);

        Assert.That(code, Is.Zero);
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(error, Does.Contain("one.cdx.json and 1 more").And.Contain("compared with no advisories"));
    }

    [Test]
    public void Reports_of_a_folder_are_judged_beside_its_manifests_by_one_policy()
    {
        Add("grype.json", Grype);
        Add("trivy.sarif", """
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Trivy"}}, "results": [{"ruleId": "CVE-2024-8", "level": "note", "message": {"text": "Package: x\nInstalled Version: 1\nSeverity: CRITICAL"}}]}]}
            """);
        Add("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: x, securityContext: {privileged: true}}]}\n");
        string policy = Add("policy/p.yaml",
            "kind: Policy\nprofile: none\nrules: {CSEC1012: deny, CSEC2001: deny}\nwaivers:\n- {vulnerability: CVE-2024-9, reason: the code is not reached, owner: us}\n");

        (int code, string output, _) = Run("scan", folder, "--exclude", "policy/*", "--policy", policy);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("CVE-2024-8").And.Contain("CSEC2001").And.Not.Contain("matches no finding"));
        Assert.That(output, Does.Contain("1 waived"));
    }

    [Test]
    public void Broken_report_is_an_error_with_its_place_and_its_neighbours_are_judged()
    {
        Add("a.json", Grype[..60]);
        Add("b.json", Grype);
        (int code, string output, _) = Run("scan", folder);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("CVE-2024-9").And.Contain("a.json:1:"));
    }

    [Test]
    public void Statement_settles_a_flaw_of_a_report() =>
        Assert.That(
            Run("scan", Add("grype.json", Grype), "--vex", Add("vex/v.json", """
                {"@context": "https://openvex.dev/ns/v0.2.0", "author": "us", "timestamp": "2026-01-01T00:00:00Z", "statements": [
                  {"vulnerability": {"name": "CVE-2024-9"}, "products": [{"@id": "pkg:deb/debian/curl"}], "status": "not_affected", "justification": "component_not_present"}]}
                """)),
            Is.EqualTo((0, Run("scan", folder, "--allow-empty", "--exclude", "*").Output.Replace("0 resources in 0 files", "1 resource in 1 file", StringComparison.Ordinal), "")));

    /// <summary>osv-scanner#634: distributions name the flaw of CVE as what is upstream of theirs.</summary>
    [Test]
    public void Flaw_that_is_waived_by_its_name_upstream_stays_waived()
    {
        string record = Record.ReplaceLineEndings(" ").Replace("\"aliases\"", "\"upstream\"", StringComparison.Ordinal);
        string policy = Add("policy/p.yaml",
            "kind: Policy\nprofile: none\nrules: {CSEC1012: deny}\nwaivers:\n- {vulnerability: CVE-2024-5, reason: the code is not reached}\n");

        Assert.That(Run("scan", Add("bom.json", Bill), "--advisories", Add("osv.jsonl", record), "--policy", policy).Output, Does.Contain("1 waived"));
    }

    private string Add(string name, string text)
    {
        string file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader("");
        return (CommandLine.Run(args, input, output, error), output.ToString(), error.ToString());
    }
}
