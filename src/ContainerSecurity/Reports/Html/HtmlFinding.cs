using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports.Html;

/// <summary>A finding as it stands in the page, and what it is sorted and grouped by.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">Its severity here.</param>
/// <param name="Namespace">The resource's namespace; empty for none.</param>
/// <param name="File">The file or object.</param>
/// <param name="Html">The element.</param>
internal sealed record HtmlFinding(RuleDescriptor Rule, Severity Severity, string Namespace, string File, string Html)
{
    /// <summary>Makes the element of a finding.</summary>
    public static HtmlFinding Of(PolicyFinding judged, SourceLines sources, ExcerptMask mask)
    {
        Finding finding = judged.Finding;
        string severity = ReportWriter.Word(judged.Severity), file = finding.Location.File.Path, space = finding.Resource.Namespace ?? "";
        string accepted = judged.Waived is { } reason ? $"<p>Waived: {HtmlText.Of(reason)}</p>" : judged.IsBaselined ? "<p>Known: in the baseline.</p>" : "";
        return new HtmlFinding(finding.Rule, judged.Severity, space, file,
            $"<article data-severity=\"{severity}\" data-rule=\"{HtmlText.Of(finding.Rule.Id)} {HtmlText.Of(finding.Rule.Slug)}\" data-file=\"{HtmlText.Of(file)}\" "
            + $"data-namespace=\"{HtmlText.Of(space)}\">\n<h4>{Badge(severity)} {HtmlText.Of(finding.Message + ReportWriter.Also(judged))}</h4>\n"
            + $"<p class=\"at\">{Place(finding)}</p>\n{Excerpt(finding, sources, mask)}<p>Fix: {HtmlText.Of(finding.Remediation)} "
            + $"<a href=\"#rule-{HtmlText.Of(finding.Rule.Id)}\">{HtmlText.Of(finding.Rule.Id)}</a></p>\n{accepted}</article>\n");
    }

    /// <summary>A severity as a coloured word.</summary>
    public static string Badge(string severity) => $"<span class=\"badge {severity}\">{severity}</span>";

    private static string Place(Finding finding)
    {
        string place = finding.Location.File.IsObject
            ? finding.Location.File.Path
            : $"{finding.Location.File.Path}:{finding.Location.Span.Line}:{finding.Location.Span.Column}";
        string path = finding.Location.Path.Length > 0 ? $" <code>{HtmlText.Of(finding.Location.Path)}</code>" : "";
        string related = string.Concat(finding.Location.Related.Select(r => $", {HtmlText.Of(r.Relation)} <code>{HtmlText.Of(r.Place)}</code>"));
        return $"<code>{HtmlText.Of(place)}</code> {HtmlText.Of(finding.Resource.ToString())}{path}{related}";
    }

    private static string Excerpt(Finding finding, SourceLines sources, ExcerptMask mask)
    {
        int number = finding.Location.Span.Line;
        if (sources.Line(finding.Location.File, number) is not { } line)
            return "";
        var excerpt = new Excerpt(mask.Apply(finding.Location.File, number, line), finding.Location.Span);
        int start = Math.Min(excerpt.Indent, excerpt.Text.Length), length = Math.Min(excerpt.Carets, excerpt.Text.Length - start);
        return $"<pre>{number} | {HtmlText.Shown(excerpt.Text.Substring(0, start))}<mark>{HtmlText.Shown(excerpt.Text.Substring(start, length))}</mark>"
            + $"{HtmlText.Shown(excerpt.Text.Substring(start + length))}</pre>\n";
    }
}
