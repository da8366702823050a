using ContainerSecurity.Policies.Frameworks;

namespace ContainerSecurity.Reports.Html;

/// <summary>The part of a page that says what is known of each control of a framework.</summary>
internal static class HtmlControls
{
    /// <summary>Writes the part; nothing where there is no framework.</summary>
    public static void Write(FrameworkAssessment? assessment, TextWriter output)
    {
        if (assessment is null)
            return;
        output.Write("<section aria-labelledby=\"controls\">\n<h2 id=\"controls\">Controls</h2>\n");
        output.Write($"<p>{HtmlText.Of(ControlLines.Summary(assessment))}</p>\n");
        output.Write("<table>\n<thead><tr><th scope=\"col\">Control</th><th scope=\"col\">Status</th>");
        output.Write("<th scope=\"col\">What it asks</th><th scope=\"col\">Detail</th></tr></thead>\n<tbody>\n");
        foreach (ControlResult result in assessment.Results)
        {
            output.Write($"<tr><th scope=\"row\">{HtmlText.Of(result.Control.Id)}</th><td>{HtmlText.Of(ControlLines.Word(result.Status))}</td>");
            output.Write($"<td>{HtmlText.Of(result.Control.Title)}</td><td>{HtmlText.Of(ControlLines.Detail(result))}</td></tr>\n");
        }
        output.Write("</tbody>\n</table>\n</section>\n");
    }
}
