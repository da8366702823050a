using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>The stable JSON of <c>csec</c>: every key is always there, absent values are null.</summary>
internal sealed class JsonReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    private readonly JsonTextWriter json = new(output);
    private readonly List<DocumentError> errors = [];

    public override void Begin(IReadOnlyList<RuleDescriptor> rules)
    {
        json.Open('{').Value("schemaVersion", 1);
        json.Open('{', "tool").Value("name", "csec").Value("version", options.ToolVersion).Close('}');
        json.Open('[', "findings");
    }

    public override void End()
    {
        json.Close(']').Line().Open('[', "errors");
        foreach (DocumentError error in errors)
            json.Line().Open('{').Value("file", error.File).Value("line", error.Span.Line).Value("column", error.Span.Column).Value("message", error.Message).Close('}');
        json.Close(']').Line().Open('{', "summary").Value("files", Summary.Files).Value("resources", Summary.Resources);
        foreach (Severity severity in new[] { Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info })
            json.Value(Word(severity), Summary.Of(severity));
        json.Value("waived", Summary.Waived).Value("baselined", Summary.Baselined).Value("skipped", Summary.Skipped).Close('}').Close('}');
        Output.Write('\n');
        base.End();
    }

    protected override void WriteDecision(Decision decision)
    {
        errors.AddRange(decision.Errors);
        foreach (PolicyFinding finding in decision.Findings)
            if (!finding.IsBaselined)
                WriteFinding(finding);
    }

    private void WriteFinding(PolicyFinding judged)
    {
        Finding finding = judged.Finding;
        SourceSpan span = finding.Location.Span;
        json.Line().Open('{').Value("ruleId", finding.Rule.Id).Value("rule", finding.Rule.Slug).Value("severity", Word(judged.Severity))
            .Value("message", finding.Message).Value("remediation", finding.Remediation);
        json.Open('{', "resource").Value("apiVersion", finding.Resource.ApiVersion).Value("kind", finding.Resource.Kind)
            .Value("namespace", finding.Resource.Namespace).Value("name", finding.Resource.Name).Close('}');
        json.Value("container", finding.Container);
        json.Open('{', "location").Value("file", finding.Location.File.Path).Value("line", span.Line).Value("column", span.Column)
            .Value("endLine", span.EndLine).Value("endColumn", span.EndColumn).Value("path", finding.Location.Path).Close('}');
        json.Value("enforcement", Word(judged.Enforcement)).Value("waived", judged.Waived).Values("references", finding.Rule.References).Close('}');
    }
}
