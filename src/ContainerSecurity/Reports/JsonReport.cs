using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Reports;

/// <summary>The stable JSON of <c>csec</c>: every key is always there, absent values are null.</summary>
internal sealed class JsonReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    private readonly JsonTextWriter json = new(output);
    private readonly List<DocumentError> errors = [];
    private readonly List<DocumentNote> notes = [];
    private readonly List<NotEvaluated> notEvaluated = [];
    private int decisionDepth;

    public override void Begin(IReadOnlyList<RuleDescriptor> rules)
    {
        json.Open('{').Value("schemaVersion", 1);
        json.Open('{', "tool").Value("name", options.ToolName).Value("version", options.ToolVersion).Close('}');
        json.Open('[', "findings");
        decisionDepth = json.Depth;
    }

    public override void End()
    {
        json.Close(']').Line().Open('[', "errors");
        foreach (DocumentError error in errors)
            json.Line().Open('{').Value("file", error.File).Value("line", error.Span.Line).Value("column", error.Span.Column).Value("message", error.Message)
                .Value("rule", error.Rule).Value("fault", error.IsFault).Close('}');
        json.Close(']').Line().Open('[', "notes");
        foreach (DocumentNote note in notes)
            json.Line().Open('{').Value("file", note.File).Value("line", note.Span.Line).Value("column", note.Span.Column)
                .Value("message", note.Message).Close('}');
        json.Close(']').Line().Open('[', "notEvaluated");
        foreach (NotEvaluated gap in notEvaluated)
            WriteGap(gap);
        json.Close(']');
        WriteControls();
        WriteData();
        json.Line().Values("policyFiles", options.PolicyFiles);
        json.Line().Open('{', "summary").Value("files", Summary.Files).Value("resources", Summary.Resources);
        foreach (Severity severity in new[] { Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info })
            json.Value(Word(severity), Summary.Of(severity));
        json.Value("waived", Summary.Waived)
            .Value("baselined", Summary.Baselined)
            .Value("skipped", Summary.Skipped)
            .Value("searched", Summary.Searched)
            .Value("hidden", Summary.Hidden)
            .Value("notEvaluated", Summary.NotEvaluated)
            .Value("faults", Summary.Faults);
        WriteSkipped();
        json.Close('}')
            .Close('}');
        Output.Write('\n');
        base.End();
    }

    protected override void Recover() => json.CloseTo(decisionDepth);

    protected override void WriteDecision(Decision decision)
    {
        errors.AddRange(decision.Errors);
        notes.AddRange(decision.Notes);
        notEvaluated.AddRange(decision.NotEvaluated);
        foreach (PolicyFinding finding in decision.Findings)
            WriteFinding(finding);
    }

    private void WriteSkipped()
    {
        json.Open('{', "skippedBy");
        for (PassedOverKind kind = PassedOverKind.Other; kind <= PassedOverKind.BuildOutput; kind++)
            json.Value(Word(kind), Summary.SkippedOf(kind));
        json.Close('}');
    }

    private void WriteControls()
    {
        if (options.Assessment is not { } assessment)
        {
            json.Line().Value("framework", (string?)null);
            return;
        }
        json.Line().Open('{', "framework").Value("name", assessment.Framework.Name).Value("title", assessment.Framework.Title)
            .Value("version", assessment.Framework.Version).Value("pass", assessment.Count(ControlStatus.Pass))
            .Value("fail", assessment.Count(ControlStatus.Fail)).Value("notJudged", assessment.Count(ControlStatus.NotJudged)).Open('[', "controls");
        foreach (ControlResult result in assessment.Results)
            json.Line().Open('{').Value("id", result.Control.Id).Value("title", result.Control.Title).Value("section", result.Control.Section)
                .Value("status", Word(result.Status)).Value("reason", result.Reason).Value("findings", result.Findings).Value("accepted", result.Accepted)
                .Values("rules", result.Control.Rules.Select(r => r.RuleId)).Close('}');
        json.Close(']').Close('}');
    }

    private void WriteData()
    {
        if (options.VulnerabilityData is not { } all)
        {
            json.Line().Value("vulnerabilityData", (string?)null);
            return;
        }
        json.Line().Open('[', "vulnerabilityData");
        foreach (VulnerabilityData data in all)
            json.Line().Open('{').Value("source", data.Source)
                .Value("newest", data.Newest?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Close('}');
        json.Close(']');
    }

    private void WriteGap(NotEvaluated gap)
    {
        json.Line()
            .Open('{')
            .Value("ruleId", NotEvaluated.Descriptor.Id)
            .Value("rule", NotEvaluated.Descriptor.Slug)
            .Value("policy", gap.Rule)
            .Value("message", gap.Reason);
        WriteResource(gap.Resource);
        WriteLocation("location", gap.Place);
        WriteLocation("policyLocation", gap.Location);
        json.Close('}');
    }

    private void WriteFinding(PolicyFinding judged)
    {
        Finding finding = judged.Finding;
        json.Line().Open('{').Value("ruleId", finding.Rule.Id).Value("rule", finding.Rule.Slug).Value("severity", Word(judged.Severity))
            .Value("message", finding.Message).Value("remediation", finding.Remediation);
        WriteResource(finding.Resource);
        json.Value("container", finding.Container);
        WriteLocation("location", finding.Location);
        WriteRelated(finding.Location.Related);
        json.Values("variants", finding.Variants);
        json.Value("enforcement", Word(judged.Enforcement)).Value("waived", judged.Waived).Value("baselined", judged.IsBaselined);
        WriteSuppression(judged);
        json.Values("covers", judged.Covers);
        WriteOrigin(judged.Origin);
        json
            .Values("references", finding.References).Close('}');
    }

    /// <summary>Why a finding does not count, in the words of SARIF; null where it does.</summary>
    private void WriteSuppression(PolicyFinding judged)
    {
        if (judged.IsActive)
            json.Value("suppression", (string?)null);
        else
            json.Open('{', "suppression").Value("kind", judged.IsWaivedInSource ? "inSource" : "external")
                .Value("justification", judged.Waived ?? "known in the baseline").Close('}');
    }

    private void WriteOrigin(SecretOrigin? origin)
    {
        if (origin is null)
        {
            json.Value("origin", (string?)null);
            return;
        }
        json.Open('{', "origin").Value("commit", origin.Commit.Id).Value("date", origin.Date).Value("stands", origin.Stands);
        if (origin.StandsIn is null)
            json.Value("standsAt", (string?)null);
        else
            json.Open('{', "standsAt").Value("file", origin.StandsIn).Value("line", origin.StandsAtLine ?? 1).Close('}');
        json.Close('}');
    }

    private void WriteResource(ResourceIdentity? resource)
    {
        if (resource is null)
            json.Value("resource", (string?)null);
        else
            json.Open('{', "resource").Value("apiVersion", resource.ApiVersion).Value("kind", resource.Kind)
                .Value("namespace", resource.Namespace).Value("name", resource.Name).Close('}');
    }

    private void WriteRelated(IReadOnlyList<RelatedPlace> related)
    {
        json.Open('[', "relatedLocations");
        foreach (RelatedPlace place in related)
            json.Open('{').Value("file", place.File.Path).Value("line", place.Span.Line).Value("column", place.Span.Column)
                .Value("endLine", place.Span.EndLine).Value("endColumn", place.Span.EndColumn).Value("relation", place.Relation).Close('}');
        json.Close(']');
    }

    private void WriteLocation(string name, DocumentLocation location)
    {
        SourceSpan span = location.Span;
        json.Open('{', name).Value("file", location.File.Path).Value("line", span.Line).Value("column", span.Column)
            .Value("endLine", span.EndLine).Value("endColumn", span.EndColumn).Value("path", location.Path).Close('}');
    }
}
