using System.Xml;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>
/// JUnit XML: a suite for each source, a case for each finding, or one that passes. XML 1.0 has no place for most
/// control characters, not even escaped, so they are shown as in text.
/// </summary>
internal sealed class JunitReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    private readonly XmlWriter xml = XmlWriter.Create(
        output,
        new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, CloseOutput = false, CheckCharacters = true });

    private int open;

    public override void Begin(IReadOnlyList<RuleDescriptor> rules)
    {
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "csec");
    }

    public override void End()
    {
        if (options.Assessment is { } assessment)
            WriteControls(assessment);
        xml.WriteEndElement();
        xml.Flush();
        Output.WriteLine();
        base.End();
    }

    protected override void Recover() => End(open);

    protected override void WriteDecision(Decision decision)
    {
        PolicyFinding[] findings = [.. decision.Findings.Where(f => !f.IsBaselined)];
        PolicyFinding[] gaps = [.. decision.Gaps];
        Start("testsuite");
        Attribute("name", decision.Source);
        Attribute("tests", Math.Max(1, findings.Length + gaps.Length + decision.Errors.Count));
        Attribute("failures", findings.Count(f => f.IsActive));
        Attribute("errors", decision.Errors.Count + gaps.Count(g => g.Denies));
        Attribute("skipped", findings.Count(f => f.Waived is not null) + gaps.Count(g => !g.Denies));
        foreach (DocumentError error in decision.Errors)
            Case(error.Rule ?? (error.IsFault ? "fault" : "input"), error.File, "error", error.Message, error.ToString());
        foreach (PolicyFinding gap in gaps)
            Case(
                $"{gap.Finding.Rule.Id} {gap.Finding.Rule.Slug}",
                gap.Finding.Resource.ToString(),
                gap.Denies ? "error" : "skipped",
                gap.Finding.Message,
                Place(gap.Finding));
        foreach (PolicyFinding finding in findings)
            Case(
                $"{finding.Finding.Rule.Id} {finding.Finding.Rule.Slug}",
                finding.Finding.Resource.ToString(),
                finding.IsActive ? "failure" : "skipped",
                finding.Waived ?? finding.Finding.Message + Also(finding),
                Place(finding.Finding));
        if (findings.Length + gaps.Length + decision.Errors.Count == 0)
            Case("no findings", decision.Source, null, "", "");
        End(1);
    }

    /// <summary>A suite of the framework with a case for each control.</summary>
    private void WriteControls(FrameworkAssessment assessment)
    {
        Start("testsuite");
        Attribute("name", assessment.Framework);
        Attribute("tests", assessment.Framework.Controls.Count);
        Attribute("failures", assessment.Count(ControlStatus.Fail));
        Attribute("errors", 0);
        Attribute("skipped", assessment.Count(ControlStatus.NotJudged));
        foreach (ControlResult result in assessment.Results)
        {
            string? outcome = result.Status switch { ControlStatus.Fail => "failure", ControlStatus.NotJudged => "skipped", _ => null };
            Case($"{result.Control.Id} {result.Control.Title}", assessment.Framework.Name, outcome, ControlLines.Detail(result), ControlLines.Detail(result));
        }
        End(1);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            xml.Dispose();
        base.Dispose(disposing);
    }

    private void Case(string name, string className, string? outcome, string message, string detail)
    {
        Start("testcase");
        Attribute("name", name);
        Attribute("classname", className);
        if (outcome is not null)
        {
            Start(outcome);
            Attribute("message", message);
            xml.WriteString(VisibleText.Of(detail));
            End(1);
        }
        End(1);
    }

    private void Start(string element)
    {
        xml.WriteStartElement(element);
        open++;
    }

    private void End(int count)
    {
        for (; count > 0; count--, open--)
            xml.WriteEndElement();
    }

    private void Attribute<T>(string name, T value) => xml.WriteAttributeString(name, VisibleText.Of($"{value}"));

    private static string Place(Finding finding) =>
        $"{finding.Location.File.Path}:{finding.Location.Span.Line}:{finding.Location.Span.Column}: {finding.Message} {finding.Remediation}";
}
