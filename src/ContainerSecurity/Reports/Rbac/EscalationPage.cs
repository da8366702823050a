using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Access.Pictures;
using ContainerSecurity.Reports.Html;

namespace ContainerSecurity.Reports.Rbac;

/// <summary>Writes escalation paths as a page: the picture, each path step by step, and what is not known.</summary>
internal static class EscalationPage
{
    public static void Write(IReadOnlyList<EscalationPath> paths, IReadOnlyList<RbacGap> gaps, TextWriter output)
    {
        string title = paths.Count switch { 0 => "No escalation paths", 1 => "1 escalation path", _ => $"{paths.Count} escalation paths" };
        HtmlPage.Begin(output, title);
        output.Write($"<h1>{title}</h1>\n</header>\n<main>\n");
        if (paths.Count > 0)
        {
            output.Write("<section aria-labelledby=\"picture\">\n<h2 id=\"picture\">Picture</h2>\n<figure>\n");
            SvgPicture.Write(new PathPicture(paths), output);
            output.Write("</figure>\n</section>\n");
        }
        WriteGaps(gaps, output);
        output.Write("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\" tabindex=\"-1\">Paths</h2>\n");
        foreach (EscalationPath path in paths)
            Write(path, output);
        output.Write(paths.Count == 0 ? "<p>None.</p>\n</section>\n" : "</section>\n");
        HtmlPage.End(output, version: null);
    }

    private static void Write(EscalationPath path, TextWriter output)
    {
        string risk = EscalationReport.RiskWord(path.Risk).ToLowerInvariant();
        output.Write($"<article>\n<h3>{HtmlFinding.Badge(risk)} {HtmlText.Of($"{path.Start} becomes {path.Target}")}</h3>\n<ol>\n");
        foreach (EscalationStep step in path.Steps)
            output.Write($"<li>{HtmlText.Of(step.ToString())}</li>\n");
        output.Write("</ol>\n</article>\n");
    }

    private static void WriteGaps(IReadOnlyList<RbacGap> gaps, TextWriter output)
    {
        if (gaps.Count == 0)
            return;
        output.Write("<section aria-labelledby=\"gaps\">\n<h2 id=\"gaps\">What is not known</h2>\n<p>There may be more paths.</p>\n<ul>\n");
        foreach (RbacGap gap in gaps)
            output.Write($"<li>{HtmlText.Of(gap.Location is { } at ? $"{gap.Reason} ({at.File.Path}:{at.Span.Line})" : gap.Reason)}</li>\n");
        output.Write("</ul>\n</section>\n");
    }
}
