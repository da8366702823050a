using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>Writes what admission policies say about requests.</summary>
public static class AdmissionReport
{
    /// <summary>
    /// Writes JSON:
    /// <c>{ "results": [ { "policy", "resource", "allowed", "action", "violations": [ { "message", "expression", "action", "binding" } ], "error", "notEvaluated": [ "reason" ] } ] }</c>.
    /// </summary>
    /// <param name="results">The results, each with the request it is about.</param>
    /// <param name="output">Receives the text.</param>
    public static void WriteJson(IEnumerable<KeyValuePair<AdmissionRequest, AdmissionResult>> results, TextWriter output)
    {
        _ = results ?? throw new ArgumentNullException(nameof(results));
        JsonTextWriter json = new JsonTextWriter(output ?? throw new ArgumentNullException(nameof(output))).Open('{').Open('[', "results");
        foreach (KeyValuePair<AdmissionRequest, AdmissionResult> pair in results)
        {
            json.Line().Open('{').Value("policy", pair.Value.Policy.Name);
            Write(pair.Key, json);
            json.Value("allowed", pair.Value.IsAllowed).Value("action", Word(pair.Value.Enforcement)).Open('[', "violations");
            foreach (AdmissionViolation violation in pair.Value.Violations)
                json.Open('{').Value("message", violation.Message).Value("expression", violation.Expression)
                    .Value("action", Word(violation.Enforcement)).Value("binding", violation.Binding.Length == 0 ? null : violation.Binding).Close('}');
            json.Close(']').Value("error", pair.Value.Error).Values("notEvaluated", pair.Value.NotEvaluated.Select(n => n.Reason)).Close('}');
        }
        json.Close(']').Close('}');
        output.Write('\n');
    }

    /// <summary>Writes a line for each result, and one for each violation.</summary>
    /// <param name="results">The results, each with the request it is about.</param>
    /// <param name="output">Receives the text.</param>
    public static void WriteText(IEnumerable<KeyValuePair<AdmissionRequest, AdmissionResult>> results, TextWriter output)
    {
        var lines = new LineWriter(output);
        foreach (KeyValuePair<AdmissionRequest, AdmissionResult> pair in results ?? throw new ArgumentNullException(nameof(results)))
        {
            lines.WriteLine($"{Word(pair.Value)} {pair.Key.Kind} "
                + $"{(pair.Key.IsClusterScoped ? "" : pair.Key.Namespace + "/")}{pair.Key.Name}: {pair.Value.Policy.Name}");
            foreach (AdmissionViolation violation in pair.Value.Violations)
                lines.WriteLine($"     {(violation.Location is { } location ? $"{location.File.Path}:{location.Span.Line}:{location.Span.Column}: " : "")}{violation.Message}{Bound(violation)}");
            foreach (NotEvaluated gap in pair.Value.NotEvaluated)
                lines.WriteLine($"     {gap.Location.File.Path}:{gap.Location.Span.Line}:{gap.Location.Span.Column}: not evaluated: {gap.Reason}");
            if (pair.Value.NotEvaluated.Count == 0 && pair.Value.Error is { } error && !pair.Value.Violations.Any(v => v.Error == error))
                lines.WriteLine($"     {error}");
        }
    }

    private static void Write(AdmissionRequest request, JsonTextWriter json) => json.Open('{', "resource")
        .Value("apiVersion", request.Group.Length == 0 ? request.Version : $"{request.Group}/{request.Version}")
        .Value("kind", request.Kind)
        .Value("namespace", request.IsClusterScoped ? null : request.Namespace)
        .Value("name", request.Name)
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
