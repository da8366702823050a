using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports.Html;

/// <summary>
/// A page for people: a summary with charts, and each finding with its excerpt and fix, grouped by rule. It is readable without
/// script; with it, findings are filtered, and grouped by file or namespace too. It is kept until the end, because the summary
/// stands first; what is beyond <see cref="MaxShown"/> findings is counted and said, and not shown.
/// </summary>
internal sealed class HtmlReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    /// <summary>More than anybody reads, and as much as browsers open at once.</summary>
    private const int MaxShown = 20_000;

    /// <summary>Up to here all groups are open.</summary>
    private const int MaxOpen = 200;

    private const int ChartRows = 10;
    private static readonly Severity[] Severities = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info];
    private readonly List<HtmlFinding> active = [];
    private readonly List<HtmlFinding> accepted = [];
    private readonly List<string> errors = [];
    private int leftOut;

    public override void End()
    {
        int count = Severities.Sum(Summary.Of);
        HtmlPage.Begin(Output, $"Container security: {Counted(count, "finding")}");
        WriteHeader(count);
        WriteSummary();
        WriteErrors();
        HtmlControls.Write(options.Assessment, Output);
        WriteFindings();
        WriteAccepted();
        WriteRules();
        HtmlPage.End(Output, options.ToolVersion);
        base.End();
    }

    protected override void WriteDecision(Decision decision)
    {
        foreach (DocumentError error in decision.Errors)
            if (Keeps(errors.Count))
                errors.Add($"<li>{HtmlText.Of(error.ToString())}</li>\n");
        var sources = new SourceLines();
        var mask = new ExcerptMask(decision);
        foreach (PolicyFinding finding in decision.Gaps.Concat(decision.Findings))
            if (Keeps(active.Count + accepted.Count))
                (finding.IsActive ? active : accepted).Add(HtmlFinding.Of(finding, sources, mask));
    }

    private static string Counted(int count, string what) => Documents.Counted.Of(count, what, format: "N0");

    private bool Keeps(int number)
    {
        if (number < MaxShown)
            return true;
        leftOut++;
        return false;
    }

    private void WriteHeader(int count)
    {
        Output.Write($"<h1>Container security: {Counted(count, "finding")}</h1>\n");
        Output.Write($"<p>{Counted(Summary.Resources, "resource")} in {Counted(Summary.Files, "file")}; {Summary.Waived} waived, {Summary.Baselined} known, ");
        Output.Write(
            $"{Counted(Summary.Skipped, "file")} skipped{SkippedWords.Reasons(Summary)}{SkippedWords.Searched(Summary)}, "
            + $"{Counted(Summary.Errors, "error")}, {Summary.NotEvaluated} not evaluated.</p>\n");
        if (options.PolicyFiles.Count > 0)
            Output.Write($"<p>Policy: {HtmlText.Of(string.Join(", ", options.PolicyFiles))}</p>\n");
        if (Summary.Hidden > 0)
            Output.Write($"<p>{Counted(Summary.Hidden, "milder finding")} counted here and not shown.</p>\n");
        foreach (string line in DataAge.Lines(options))
            Output.Write($"<p>{HtmlText.Of(line)}</p>\n");
        if (leftOut > 0)
            Output.Write($"<p class=\"warning\">{Counted(leftOut, "finding")} more are counted and not shown. The format json holds all of them.</p>\n");
        Output.Write("</header>\n<main>\n");
    }

    private void WriteSummary()
    {
        Output.Write("<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n<div class=\"charts\">\n");
        Output.Write(BarChart.Draw("Findings by severity", [.. Severities.Select(s => (Word(s), Summary.Of(s), Word(s)))]));
        WriteChart("Rules with the most findings", f => $"{f.Rule.Id} {f.Rule.Slug}");
        WriteChart("Files with the most findings", f => f.File);
        if (active.Exists(f => f.Namespace.Length > 0))
            WriteChart("Namespaces with the most findings", f => f.Namespace.Length > 0 ? f.Namespace : "(none)");
        Output.Write("</div>\n</section>\n");
    }

    private void WriteChart(string title, Func<HtmlFinding, string> by)
    {
        (string, int, string)[] rows =
        [
            .. active.GroupBy(by, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Take(ChartRows).Select(g => (g.Key, g.Count(), Word(g.Max(f => f.Severity)))),
        ];
        if (rows.Length > 0)
            Output.Write(BarChart.Draw(title, rows));
    }

    private void WriteErrors()
    {
        if (errors.Count == 0)
            return;
        Output.Write("<section aria-labelledby=\"errors\">\n<h2 id=\"errors\">What could not be judged</h2>\n<ul>\n");
        errors.ForEach(Output.Write);
        Output.Write("</ul>\n</section>\n");
    }

    private void WriteFindings()
    {
        Output.Write("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\" tabindex=\"-1\">Findings</h2>\n");
        if (active.Count == 0)
            Output.Write(errors.Count == 0 ? "<p>None.</p>\n" : "<p>None in what could be judged.</p>\n");
        else
            WriteTools();
        Output.Write("<div id=\"groups\">\n");
        IEnumerable<IGrouping<RuleDescriptor, HtmlFinding>> groups = active.GroupBy(f => f.Rule)
            .OrderByDescending(g => g.Max(f => f.Severity)).ThenByDescending(g => g.Count()).ThenBy(g => g.Key.Id, StringComparer.Ordinal);
        foreach (IGrouping<RuleDescriptor, HtmlFinding> group in groups)
        {
            Output.Write($"<details{(active.Count <= MaxOpen ? " open" : "")}>\n<summary><h3>{HtmlText.Of(group.Key.Id)} {HtmlText.Of(group.Key.Slug)}</h3> ");
            Output.Write($"<span class=\"count\">{Counted(group.Count(), "finding")}</span></summary>\n");
            foreach (HtmlFinding finding in group.OrderByDescending(f => f.Severity))
                Output.Write(finding.Html);
            Output.Write("</details>\n");
        }
        Output.Write("</div>\n</section>\n");
    }

    /// <summary>What only a script can do is shown by the script.</summary>
    private void WriteTools()
    {
        Output.Write("<form id=\"tools\" hidden>\n<label>Search <input type=\"search\" name=\"words\" autocomplete=\"off\"></label>\n");
        Output.Write("<label>Group by <select name=\"group\"><option value=\"rule\">rule</option><option value=\"file\">file</option>");
        Output.Write("<option value=\"namespace\">namespace</option></select></label>\n<fieldset><legend>Severity</legend>\n");
        foreach (string severity in Severities.Where(s => active.Exists(f => f.Severity == s)).Select(Word))
            Output.Write($"<label><input type=\"checkbox\" name=\"severity\" value=\"{severity}\" checked> {severity}</label>\n");
        Output.Write("</fieldset>\n<output name=\"shown\" aria-live=\"polite\"></output>\n</form>\n");
    }

    private void WriteAccepted()
    {
        if (accepted.Count == 0)
            return;
        Output.Write($"<section aria-labelledby=\"accepted\">\n<h2 id=\"accepted\">Waived and known</h2>\n<details>\n<summary>{Counted(accepted.Count, "finding")}</summary>\n");
        accepted.ForEach(f => Output.Write(f.Html.Replace("<h4>", "<h3>").Replace("</h4>", "</h3>")));
        Output.Write("</details>\n</section>\n");
    }

    private void WriteRules()
    {
        RuleDescriptor[] rules = [.. active.Concat(accepted).Select(f => f.Rule).Distinct().OrderBy(r => r.Id, StringComparer.Ordinal)];
        if (rules.Length == 0)
            return;
        Output.Write("<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">Rules</h2>\n");
        foreach (RuleDescriptor rule in rules)
        {
            Output.Write($"<article id=\"rule-{HtmlText.Of(rule.Id)}\">\n<h3>{HtmlText.Of(rule.Id)} {HtmlText.Of(rule.Slug)}</h3>\n<p>{HtmlText.Of(rule.Title)}.</p>\n");
            Output.Write($"<p>Fix: {HtmlText.Of(rule.Remediation)}</p>\n");
            if (rule.References.Count > 0)
                Output.Write($"<p>Standards: {HtmlText.Of(string.Join("; ", rule.References))}</p>\n");
            if (rule.HelpLink is { } link)
                Output.Write($"<p>{HtmlText.Link(link)}</p>\n");
            Output.Write("</article>\n");
        }
        Output.Write("</section>\n");
    }
}
