using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tests.Reports;

/// <summary>The page, read by the HTML standard's own grammar.</summary>
public class HtmlReportTests
{
    private const string Privileged = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers:
          - name: app
            image: registry.example.com/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            securityContext: {privileged: true}
        """;

    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.Baseline).Build());

    private static IEnumerable<TestCaseData> Numbers() => Enumerable.Range(0, HostileText.All.Length).Select(i => new TestCaseData(i));

    [Test]
    public void Finding_has_its_place_excerpt_fix_and_a_link_to_its_rule()
    {
        IHtmlDocument page = Parse(Page(Engine.Evaluate(Privileged, "deploy/web.yaml")));
        IElement finding = page.QuerySelector("#groups article")!;

        Assert.Multiple(() =>
        {
            Assert.That(finding.QuerySelector(".at")!.TextContent, Does.Contain("deploy/web.yaml:8:").And.Contain("Pod shop/web"));
            Assert.That(finding.QuerySelector("pre")!.TextContent, Does.StartWith("8 | ").And.Contain("privileged: true"));
            Assert.That(finding.QuerySelector("mark")!.TextContent, Does.Contain("true"));
            Assert.That(finding.TextContent, Does.Contain("Fix: "));
            Assert.That(finding.GetAttribute("data-namespace"), Is.EqualTo("shop"));
            IElement rule = page.QuerySelector(finding.QuerySelector("a")!.GetAttribute("href")!)!;
            Assert.That(rule.TextContent, Does.Contain("CSEC2001").And.Contain("Standards: "));
        });
    }

    [Test]
    public void Summary_draws_how_many_there_are_of_each_severity()
    {
        IHtmlDocument page = Parse(Page(Engine.Evaluate(Privileged, "a.yaml"), Engine.Evaluate(Privileged, "b.yaml")));

        Assert.That(page.QuerySelector("svg")!.GetAttribute("aria-label"), Does.Contain("critical: 2"));
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Container security: 2 findings"));
    }

    [Test]
    public void Page_loads_nothing_and_runs_its_own_script_alone()
    {
        IHtmlDocument page = Parse(Page(Engine.Evaluate(Privileged, "a.yaml")));
        string policy = page.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;

        Assert.Multiple(() =>
        {
            Assert.That(policy, Does.StartWith("default-src 'none';"));
            Assert.That(policy, Does.Contain($"script-src '{HashOf(page.QuerySelector("script")!.TextContent)}'"));
            Assert.That(policy, Does.Contain($"style-src '{HashOf(page.QuerySelector("style")!.TextContent)}'"));
            Assert.That(page.QuerySelectorAll("[src], link, iframe, [style]"), Is.Empty);
        });
    }

    [Test]
    public void What_could_not_be_read_is_told_before_the_findings()
    {
        IHtmlDocument page = Parse(Page(Engine.Evaluate("a: [", "broken.yaml")));

        Assert.That(page.QuerySelector("#errors")!.ParentElement!.TextContent, Does.Contain("broken.yaml"));
        Assert.That(page.QuerySelector("#findings")!.ParentElement!.TextContent, Does.Contain("None in what could be judged."));
    }

    [Test]
    public void Waived_finding_stands_apart_with_its_reason()
    {
        Policy policy = Policy.Create().UseProfile(Profile.Baseline)
            .Waive(new Waiver { Rules = ["CSEC2001"], Reason = "The agent needs it.", Owner = "platform" }).Build();
        IHtmlDocument page = Parse(Page(new PolicyEngine(policy).Evaluate(Privileged, "a.yaml")));

        Assert.That(page.QuerySelectorAll("#groups article"), Is.Empty);
        Assert.That(page.QuerySelector("#accepted")!.ParentElement!.TextContent, Does.Contain("Waived: The agent needs it."));
    }

    [Test]
    public void Secret_is_shown_in_no_excerpt()
    {
        string secret = string.Concat("k8Xw2Q", "mZr7Tb");
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build());
        string page = Page(engine.Evaluate(Privileged.Replace("    image:", $"    args: [--password={secret}]\n    image:", StringComparison.Ordinal),
            "a.yaml"));

        Assert.That(page, Does.Contain("--password="));
        Assert.That(page, Does.Not.Contain(secret));
    }

    [Test]
    public void Findings_beyond_what_a_browser_shows_are_counted_and_said()
    {
        Decision decision = Engine.Evaluate(Privileged, "a.yaml");
        IHtmlDocument page = Parse(Page([.. Enumerable.Repeat(decision, 20_003)]));

        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Container security: 20,003 findings"));
        Assert.That(page.QuerySelector(".warning")!.TextContent, Does.StartWith("3 findings more are counted and not shown."));
        Assert.That(page.QuerySelectorAll("#groups article"), Has.Length.EqualTo(20_000));
    }

    [TestCaseSource(nameof(Numbers))]
    public void Hostile_text_stays_text(int number)
    {
        var hostile = new HostileText(HostileText.All[number]);
        IHtmlDocument page = Parse(hostile.Report(ReportFormat.Html));

        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelectorAll("script"), Has.Length.EqualTo(1));
            Assert.That(page.QuerySelectorAll("img, iframe, object, embed, link, base"), Is.Empty);
            Assert.That(page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)), Is.Empty);
            Assert.That(page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")), Has.All.StartsWith("#"));
            Assert.That(page.QuerySelector("#groups article h4")!.TextContent, Does.Contain($"Container '{hostile.Visible}' says {hostile.Visible}"));
        });
    }

    private static string Page(params Decision[] decisions)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (ReportWriter report = ReportWriter.Create(ReportFormat.Html, output, new ReportOptions("1.0.0")))
        {
            report.Begin(Engine.Rules);
            foreach (Decision decision in decisions)
                report.Write(decision);
            report.End();
        }
        return output.ToString();
    }

    private static IHtmlDocument Parse(string page) => new HtmlParser().ParseDocument(page);

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
