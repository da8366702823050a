using System.Globalization;
using System.Security;
using System.Xml;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>
/// JUnit XML: a suite for each source, a case for each finding, or one that passes. A case fails where its finding
/// denies; a finding that only warns passes and is written beside. The totals stand first, so the suites are kept until
/// the end. XML 1.0 has no place for most control characters, not even escaped, so they are shown as in text.
/// </summary>
internal sealed class JunitReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    /// <summary>The element of a case that passes and yet has something to say.</summary>
    private const string Passed = "system-out";

    private static readonly XmlWriterSettings Settings =
        new() { Indent = true, OmitXmlDeclaration = true, CloseOutput = false, CheckCharacters = true, ConformanceLevel = ConformanceLevel.Fragment };

    private readonly StringWriter suites = new(CultureInfo.InvariantCulture);
    private readonly int[] totals = new int[4];
    private XmlWriter? writer;
    private int open;

    /// <summary>Writes the suites.</summary>
    private XmlWriter Xml => writer ??= XmlWriter.Create(suites, Settings);

    public override void End()
    {
        if (options.Assessment is { } assessment)
            WriteControls(assessment);
        Xml.Flush();
        Output.Write($"<testsuites name=\"{SecurityElement.Escape(options.ToolName)}\" tests=\"{totals[0]}\" failures=\"{totals[1]}\" errors=\"{totals[2]}\" skipped=\"{totals[3]}\">\n");
        Output.Write(suites.GetStringBuilder().ToString());
        Output.Write("\n</testsuites>\n");
        base.End();
    }

    protected override void Recover() => End(open);

    protected override void WriteDecision(Decision decision)
    {
        PolicyFinding[] findings = [.. decision.Findings.Where(f => !f.IsBaselined)];
        PolicyFinding[] gaps = [.. decision.Gaps];
        StartSuite(decision.Source, Math.Max(1, findings.Length + gaps.Length + decision.Errors.Count), findings.Count(f => f.Denies),
            decision.Errors.Count + gaps.Count(g => g.Denies), findings.Count(f => f.Waived is not null) + gaps.Count(g => !g.Denies));
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
                finding.Denies ? "failure" : finding.IsActive ? Passed : "skipped",
                finding.Waived ?? finding.Finding.Message + Also(finding),
                Place(finding.Finding));
        if (findings.Length + gaps.Length + decision.Errors.Count == 0)
            Case("no findings", decision.Source, null, "", "");
        End(1);
    }

    /// <summary>A suite of the framework with a case for each control.</summary>
    private void WriteControls(FrameworkAssessment assessment)
    {
        StartSuite(assessment.Framework.ToString(), assessment.Framework.Controls.Count, assessment.Count(ControlStatus.Fail), 0,
            assessment.Count(ControlStatus.NotJudged));
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
            writer?.Dispose();
        base.Dispose(disposing);
    }

    private void Case(string name, string className, string? outcome, string message, string detail)
    {
        Start("testcase");
        Attribute("name", name);
        Attribute("classname", className);
        if (outcome == Passed)
        {
            Start(Passed);
            Xml.WriteString(VisibleText.Of(detail));
            End(1);
        }
        else if (outcome is not null)
        {
            Start(outcome);
            Attribute("message", message);
            Xml.WriteString(VisibleText.Of(detail));
            End(1);
        }
        End(1);
    }

    private void StartSuite(string name, int tests, int failures, int errors, int skipped)
    {
        int[] counts = [tests, failures, errors, skipped];
        for (int i = 0; i < counts.Length; i++)
            totals[i] += counts[i];
        Start("testsuite");
        Attribute("name", name);
        Attribute("tests", tests);
        Attribute("failures", failures);
        Attribute("errors", errors);
        Attribute("skipped", skipped);
    }

    private void Start(string element)
    {
        Xml.WriteStartElement(element);
        open++;
    }

    private void End(int count)
    {
        for (; count > 0; count--, open--)
            Xml.WriteEndElement();
    }

    private void Attribute<T>(string name, T value) => Xml.WriteAttributeString(name, VisibleText.Of($"{value}"));

    private static string Place(Finding finding) =>
        $"{finding.Location.File.Path}:{finding.Location.Span.Line}:{finding.Location.Span.Column}: {finding.Message} {finding.Remediation}";
}
