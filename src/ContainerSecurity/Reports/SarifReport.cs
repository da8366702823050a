using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>SARIF 2.1.0 with rule help, severities and fingerprints.</summary>
internal sealed class SarifReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    private const string RootId = "SRCROOT";
    private readonly JsonTextWriter json = new(output);
    private readonly List<DocumentError> errors = [];
    private readonly List<DocumentNote> notes = [];
    private int decisionDepth;
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private readonly PathsBelow? paths = options.Root is { } root ? new PathsBelow(root) : null;

    public override void Begin(IReadOnlyList<RuleDescriptor> rules)
    {
        json.Open('{').Value("$schema", "https://json.schemastore.org/sarif-2.1.0.json").Value("version", "2.1.0").Open('[', "runs").Open('{');
        json.Open('{', "tool").Open('{', "driver").Value("name", options.ToolName).Value("version", options.ToolVersion).Open('[', "rules");
        foreach (RuleDescriptor rule in rules.Concat([WaiverFindings.ExpiredWaiver, WaiverFindings.UnusedWaiver, NotEvaluated.Descriptor]))
        {
            indexes[rule.Id] = indexes.Count;
            WriteRule(rule);
        }
        json.Close(']');
        SarifTaxonomy.WriteSupport(json, options.Assessment?.Framework);
        json.Close('}').Close('}').Value("columnKind", "utf16CodeUnits");
        WriteRoot();
        json.Open('[', "results");
        decisionDepth = json.Depth;
    }

    public override void End()
    {
        json.Close(']').Line().Open('[', "invocations").Open('{').Value("executionSuccessful", errors.Count == 0).Open('[', "toolExecutionNotifications");
        foreach (DocumentError error in errors)
        {
            json.Line().Open('{').Value("level", "error");
            if (error.Rule is not null)
                json.Open('{', "associatedRule").Value("id", error.Rule).Close('}');
            Message(error.Message);
            Locations(error.File, error.Span, null);
            json.Close('}');
        }
        foreach (DocumentNote note in notes)
        {
            json.Line().Open('{').Value("level", "note");
            Message(note.Message);
            Locations(note.File, note.Span, null);
            json.Close('}');
        }
        json.Close(']').Close('}').Close(']');
        SarifTaxonomy.Write(json, options.Assessment);
        WriteProperties();
        json.Close('}').Close(']').Close('}');
        Output.Write('\n');
        base.End();
    }

    protected override void Recover() => json.CloseTo(decisionDepth);

    protected override void WriteDecision(Decision decision)
    {
        errors.AddRange(decision.Errors);
        notes.AddRange(decision.Notes);
        foreach (PolicyFinding finding in decision.Findings.Concat(decision.Gaps))
            WriteResult(finding);
    }

    /// <summary>Names what the files are named from (SARIF 2.1.0, 3.14.14): a folder's URI ends with a slash.</summary>
    private void WriteRoot()
    {
        if (paths is not null)
            json.Open('{', "originalUriBaseIds").Open('{', RootId).Value("uri", new Uri(paths.Root.TrimEnd('/', '\\') + "/").AbsoluteUri)
                .Open('{', "description").Value("text", "The folder that the files of the results are named from.").Close('}').Close('}').Close('}');
    }

    private void WriteProperties()
    {
        if (options.VulnerabilityData is null && options.PolicyFiles.Count == 0)
            return;
        json.Open('{', "properties");
        if (options.VulnerabilityData is not null)
            json.Values("vulnerabilityData", [.. DataAge.Lines(options)]);
        if (options.PolicyFiles.Count > 0)
            json.Values("policyFiles", options.PolicyFiles);
        json.Close('}');
    }

    private void WriteRule(RuleDescriptor rule)
    {
        string help = $"{rule.Title}. {rule.Remediation}";
        string waive = $"A comment '# csec:ignore {rule.Id} REASON' beside it, or a waiver in the policy, accepts a finding.";
        json.Line().Open('{').Value("id", rule.Id).Value("name", rule.Slug);
        json.Open('{', "shortDescription").Value("text", rule.Title).Close('}');
        json.Open('{', "fullDescription").Value("text", help).Close('}');
        json.Open('{', "help")
            .Value("text", string.Join("\n", [help, .. rule.References, .. rule.Parameters.Select(Parameter), waive]))
            .Value(
                "markdown",
                $"**{MarkdownText.Of(rule.Title)}.** "
                    + $"{MarkdownText.Of(rule.Remediation)}\n\n"
                    + $"{string.Join("\n", rule.References.Concat(rule.Parameters.Select(Parameter)).Select(r => "- " + MarkdownText.Of(r)))}"
                    + $"\n\n{MarkdownText.Of(waive)}")
            .Close('}');
        if (rule.HelpLink is { } link)
            json.Value("helpUri", link);
        json.Open('{', "defaultConfiguration").Value("level", Level(rule.Severity)).Close('}');
        json.Open('{', "properties")
            .Value("security-severity", Score(rule.Severity))
            .Value("precision", "very-high")
            .Values("tags", ["security", rule.Category])
            .Close('}');
        SarifTaxonomy.WriteRelationships(json, options.Assessment?.Framework, rule);
        json.Close('}');
    }

    private static string Parameter(RuleParameter parameter) => $"Parameter {parameter.Name}: {parameter.Description}";

    private void WriteResult(PolicyFinding judged)
    {
        Finding finding = judged.Finding;
        json.Line().Open('{').Value("ruleId", finding.Rule.Id);
        if (indexes.TryGetValue(finding.Rule.Id, out int index))
            json.Value("ruleIndex", index);
        json.Value("level", Level(judged.Severity));
        Message(finding.Message + Also(judged));
        Locations(finding.Location.File.Path, finding.Location.Span, finding.Location.Path);
        WriteRelated(finding.Location.Related);
        SarifTaxonomy.WriteTaxa(json, options.Assessment?.Framework, finding);
        json.Open('{', "partialFingerprints").Value("csec/v1", FindingFingerprint.Of(finding, paths)).Close('}');
        json.Open('[', "suppressions");
        if (!judged.IsActive)
            json.Open('{').Value("kind", judged.IsWaivedInSource ? "inSource" : "external")
                .Value("justification", judged.Waived ?? "known in the baseline").Close('}');
        json.Close(']');
        if (judged.Covers.Count > 0)
            json.Open('{', "properties").Values("covers", judged.Covers).Close('}');
        else if (judged.Origin is { } origin)
            json.Open('{', "properties").Value("commit", origin.Commit.Id).Value("date", origin.Date).Value("stands", origin.Stands).Close('}');
        json.Close('}');
    }

    /// <summary>Writes a message. A text may hold links, <c>[words](target)</c>; a message's own holds none (SARIF 2.1.0, 3.11.6).</summary>
    private void Message(string text) => json.Open('{', "message").Value("text", text.Replace("](", "\\](")).Close('}');

    /// <summary>Writes the other places that made a field what it is; an option of a command is no file.</summary>
    private void WriteRelated(IReadOnlyList<RelatedPlace> related)
    {
        if (!related.Any(r => !r.File.IsObject))
            return;
        json.Open('[', "relatedLocations");
        foreach (RelatedPlace place in related.Where(r => !r.File.IsObject))
        {
            json.Open('{');
            PhysicalLocation(place.File.Path, place.Span);
            Message(place.ToString());
            json.Close('}');
        }
        json.Close(']');
    }

    private void Locations(string file, SourceSpan span, string? path)
    {
        json.Open('[', "locations").Open('{');
        PhysicalLocation(file, span);
        if (!string.IsNullOrEmpty(path))
            json.Open('[', "logicalLocations").Open('{').Value("fullyQualifiedName", path).Close('}').Close(']');
        json.Close('}').Close(']');
    }

    private void PhysicalLocation(string file, SourceSpan span)
    {
        json.Open('{', "physicalLocation").Open('{', "artifactLocation");
        WriteFile(file);
        json.Close('}');
        json.Open('{', "region")
            .Value("startLine", span.Line)
            .Value("startColumn", span.Column)
            .Value("endLine", span.EndLine)
            .Value("endColumn", span.EndColumn)
            .Close('}')
            .Close('}');
    }

    /// <summary>A file below the root by its path from there, another by its whole path.</summary>
    private void WriteFile(string file)
    {
        if (paths?.Of(file) is not { } shown)
            json.Value("uri", UriOf(file));
        else if (shown.StartsWith("../", StringComparison.Ordinal))
            json.Value("uri", new Uri(Path.GetFullPath(file)).AbsoluteUri);
        else
            json.Value("uri", UriOf(shown)).Value("uriBaseId", RootId);
    }

    private static string UriOf(string path) => string.Join("/", path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));

    private static string Level(Severity severity) => severity >= Severity.High ? "error" : severity == Severity.Medium ? "warning" : "note";

    private static string Score(Severity severity) => severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        Severity.Low => "3.0",
        _ => "0.0",
    };
}
