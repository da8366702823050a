using System.Text.Json;
using System.Xml.Linq;

namespace ContainerSecurity.Tool.Tests.Desk;

/// <summary>What services of code hosts read: the same names from whatever folder, totals that add up.</summary>
[NonParallelizable]
public class ReportFileTests
{
    private DeskFolder desk = null!;

    [SetUp]
    public void Create()
    {
        desk = new DeskFolder();
        Directory.CreateDirectory(desk.In(".git"));
        desk.Write("deploy/web/pod.yaml", DeskFolder.Privileged);
    }

    [TearDown]
    public void Delete() => desk.Dispose();

    [Test]
    public void Sarif_names_files_from_the_top_of_the_repository_and_says_where_that_is()
    {
        string[] texts = [DeskFolder.RunIn(desk.Path, "scan", "--format", "sarif").Output, DeskFolder.RunIn(desk.In("deploy/web"), "scan", "pod.yaml", "--format", "sarif").Output];

        foreach (string text in texts)
        {
            using var sarif = JsonDocument.Parse(text);
            JsonElement run = sarif.RootElement.GetProperty("runs")[0];
            JsonElement file = run.GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
            Assert.That(file.GetProperty("uri").GetString(), Is.EqualTo("deploy/web/pod.yaml"));
            string root = run.GetProperty("originalUriBaseIds").GetProperty(file.GetProperty("uriBaseId").GetString()!).GetProperty("uri").GetString()!;
            Assert.That(root, Does.StartWith("file:///").And.EndWith("/"));
            Assert.That(File.Exists(new Uri(new Uri(root), "deploy/web/pod.yaml").LocalPath));
        }
        Assert.That(Prints(texts[0]), Is.EqualTo(Prints(texts[1])).And.Not.Empty);
    }

    [Test]
    public void File_outside_of_the_root_is_named_whole()
    {
        using var other = new DeskFolder();
        string pod = other.Write("pod.yaml", DeskFolder.Privileged);

        using var sarif = JsonDocument.Parse(DeskFolder.RunIn(desk.Path, "scan", pod, "--format", "sarif").Output);
        JsonElement file = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation")
            .GetProperty("artifactLocation");

        Assert.That(file.GetProperty("uri").GetString(), Does.StartWith("file:///"));
        Assert.That(file.TryGetProperty("uriBaseId", out _), Is.False);
    }

    [Test]
    public void Sarif_rules_have_help_in_full()
    {
        using var sarif = JsonDocument.Parse(DeskFolder.RunIn(desk.Path, "scan", "--format", "sarif", "--rule", "CSEC2001").Output);
        string help = sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("help")
            .GetProperty("text").GetString()!;

        Assert.That(help, Does.Contain("CIS Kubernetes 5.2.2").And.Contain("# csec:ignore CSEC2001"));
    }

    [Test]
    public void Junit_totals_add_up_and_only_what_denies_fails()
    {
        desk.Write("broken.yaml", "apiVersion: v1\nkind: Pod\nspec: [\n");
        desk.Write("deploy/waived.yaml", DeskFolder.Privileged.Replace("    securityContext", "    # csec:ignore CSEC2001 node agent\n    securityContext", StringComparison.Ordinal));

        XElement root = XDocument.Parse(DeskFolder.RunIn(desk.Path, "scan", "--profile", "all", "--format", "junit").Output).Root!;
        XElement[] cases = [.. root.Descendants("testcase")], suites = [.. root.Elements("testsuite")];

        Assert.That(Count(root, "tests"), Is.EqualTo(cases.Length));
        Assert.That(Count(root, "failures"), Is.EqualTo(cases.Count(c => c.Element("failure") is not null)).And.Positive);
        Assert.That(Count(root, "errors"), Is.EqualTo(cases.Count(c => c.Element("error") is not null)).And.Positive);
        Assert.That(Count(root, "skipped"), Is.EqualTo(cases.Count(c => c.Element("skipped") is not null)).And.Positive);
        foreach (string total in new[] { "tests", "failures", "errors", "skipped" })
            Assert.That(Count(root, total), Is.EqualTo(suites.Sum(s => Count(s, total))), total);
        foreach (XElement suite in suites)
            Assert.That(Count(suite, "tests"), Is.EqualTo(suite.Elements("testcase").Count()));
        Assert.That(cases.Where(c => c.Element("failure") is not null).Select(c => (string)c.Attribute("name")!), Has.None.Contains("CSEC6001"));
        Assert.That(cases.Any(c => c.Element("system-out") is not null), "What only warns passes and is said.");
    }

    [Test]
    public void Junit_without_a_denial_has_no_failure()
    {
        XElement root = XDocument.Parse(DeskFolder.RunIn(desk.Path, "scan", "--fail-on", "never", "--format", "junit").Output).Root!;

        Assert.That(Count(root, "failures"), Is.Zero);
        Assert.That(root.Descendants("failure"), Is.Empty);
    }

    [Test]
    public void Gitlab_report_has_what_its_documentation_asks_for()
    {
        desk.Write("broken.yaml", "apiVersion: v1\nkind: Pod\nspec: [\n");
        desk.Write("deploy/two.yaml", DeskFolder.Privileged + "---\n" + DeskFolder.Privileged);

        using var report = JsonDocument.Parse(DeskFolder.RunIn(desk.In("deploy"), "scan", "..", "--profile", "all", "--format", "gitlab").Output);
        JsonElement[] issues = [.. report.RootElement.EnumerateArray()];

        Assert.That(issues, Has.Length.GreaterThan(3));
        foreach (JsonElement issue in issues)
        {
            Assert.That(issue.GetProperty("description").GetString(), Is.Not.Empty);
            Assert.That(issue.GetProperty("check_name").GetString(), Is.Not.Empty);
            Assert.That(issue.GetProperty("severity").GetString(), Is.AnyOf("info", "minor", "major", "critical", "blocker"));
            Assert.That(issue.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32(), Is.Positive);
            Assert.That(issue.GetProperty("location").GetProperty("path").GetString(), Does.Not.StartWith("./").And.Not.StartWith("/").And.Not.StartWith(".."));
        }
        Assert.That(issues.Select(i => i.GetProperty("fingerprint").GetString()), Is.Unique);
        Assert.That(issues.Select(i => i.GetProperty("location").GetProperty("path").GetString()), Does.Contain("broken.yaml").And.Contain("deploy/web/pod.yaml"));
    }

    private static int Count(XElement element, string total) => (int)element.Attribute(total)!;

    private static string[] Prints(string sarif)
    {
        using var json = JsonDocument.Parse(sarif);
        return [.. json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(r => r.GetProperty("partialFingerprints").GetProperty("csec/v1").GetString()!)];
    }
}
