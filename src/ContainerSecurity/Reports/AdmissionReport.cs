using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>Writes what admission policies say about requests.</summary>
public static class AdmissionReport
{
    /// <summary>
    /// Writes JSON:
    /// <c>{ "results": [ { "policy", "resource", "allowed", "action", "violations": [ { "message", "expression",
    /// "action", "binding" } ], "error", "notEvaluated": [ "reason" ] } ] }</c>.
    /// </summary>
    /// <param name="decisions">The decisions on requests.</param>
    /// <param name="output">Receives the text.</param>
    public static void WriteJson(IEnumerable<Decision> decisions, TextWriter output)
    {
        _ = decisions ?? throw new ArgumentNullException(nameof(decisions));
        JsonTextWriter json = new JsonTextWriter(output ?? throw new ArgumentNullException(nameof(output))).Open('{').Open('[', "results");
        foreach (AdmissionResult result in decisions.SelectMany(d => d.Verdicts))
        {
            json.Line().Open('{').Value("policy", result.Policy.Name);
            Write(result.Resource!, json);
            json.Value("allowed", result.IsAllowed).Value("action", Word(result.Enforcement)).Open('[', "violations");
            foreach (AdmissionViolation violation in result.Violations)
                json.Open('{').Value("message", violation.Message).Value("expression", violation.Expression)
                    .Value("action", Word(violation.Enforcement)).Value("binding", violation.Binding.Length == 0 ? null : violation.Binding).Close('}');
            json.Close(']').Value("error", result.Error).Values("notEvaluated", result.NotEvaluated.Select(n => n.Reason)).Close('}');
        }
        json.Close(']').Close('}');
        output.Write('\n');
    }

    /// <summary>Writes a line for each result, and one for each violation.</summary>
    /// <param name="decisions">The decisions on requests.</param>
    /// <param name="output">Receives the text.</param>
    public static void WriteText(IEnumerable<Decision> decisions, TextWriter output)
    {
        var lines = new LineWriter(output);
        foreach (AdmissionResult result in (decisions ?? throw new ArgumentNullException(nameof(decisions))).SelectMany(d => d.Verdicts))
        {
            lines.WriteLine($"{Word(result)} {result.Resource}: {result.Policy.Name}");
            foreach (AdmissionViolation violation in result.Violations)
                lines.WriteLine($"     {(violation.Location is { } location ? $"{location.File.Path}:{location.Span.Line}:{location.Span.Column}: " : "")}{violation.Message}{Bound(violation)}");
            foreach (NotEvaluated gap in result.NotEvaluated)
                lines.WriteLine($"     {gap.Location.File.Path}:{gap.Location.Span.Line}:{gap.Location.Span.Column}: not evaluated: {gap.Reason}");
            if (result.NotEvaluated.Count == 0 && result.Error is { } error && !result.Violations.Any(v => v.Error == error))
                lines.WriteLine($"     {error}");
        }
    }

    private static void Write(ResourceIdentity resource, JsonTextWriter json) => json.Open('{', "resource")
        .Value("apiVersion", resource.ApiVersion)
        .Value("kind", resource.Kind)
        .Value("namespace", resource.Namespace)
        .Value("name", resource.Name)
        .Close('}');

    private static string Bound(AdmissionViolation violation) =>
        violation.Binding.Length == 0 ? "" : $" ({Word(violation.Enforcement)} by {violation.Binding})";

    private static string Word(AdmissionResult result) => (result.Verdict, result.Enforcement) switch
    {
        (AdmissionVerdict.Allowed, _) => "allow",
        (AdmissionVerdict.Denied, Enforcement.Deny) => "DENY ",
        (AdmissionVerdict.Denied, Enforcement.Warn) => "warn ",
        (AdmissionVerdict.Denied, _) => "audit",
        (AdmissionVerdict.Unknown, _) => "not evaluated",
        _ => "-    ",
    };

    private static string Word(Enforcement enforcement) => enforcement.ToString().ToLowerInvariant();
}
