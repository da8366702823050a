using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7024: annotations and paths of an Ingress stay within the place where ingress-nginx puts them.</summary>
internal sealed class IngressInjection() : Rule(new("CSEC7024", "ingress-injection", Severity.High,
    "Value breaks out of its place in the configuration of nginx",
    "Write the value without line breaks, semicolons, braces, quotes and '#'.")
{
    References =
    [
        "CVE-2025-1097", "CVE-2025-1098", "CVE-2025-24513", "CVE-2025-24514", "CVE-2025-15566", "CVE-2026-1580",
        "CVE-2026-24512", "CVE-2026-3288", "CVE-2021-25745", "CVE-2021-25746", "NIST SP 800-190 3.3.1",
    ],
}), IJudges<Ingress>, ICelRule
{
    private const string OfSnippets = "-snippet";
    private const string OfSecrets = "-secret";

    private const string Consequence =
        "by which its writer may put directives into the configuration of ingress-nginx, and read every Secret that the controller can.";

    public void Judge(Ingress ingress, RuleContext context)
    {
        foreach (MappingEntry entry in ingress.Annotations.Entries)
            if (IsJudged(entry.Key) && ingress.Annotations[entry.Key] is { IsKnown: true } value && Escape(entry.Key, value.Value) is { } escape)
                context.Report(value, $"{ingress} sets {entry.Key} to a value with {escape}, {Consequence} Allowed: a value without it.");
        foreach (Field<string> path in ingress.Paths)
            if (path.IsKnown && EscapeOfPath(path.Value) is { } escape)
                context.Report(path, $"{ingress} has a path with {escape}, {Consequence} Allowed: a path without it.");
    }

    private static bool IsJudged(string key) =>
        key.StartsWith(IngressNginx.Prefix, StringComparison.Ordinal) && !key.EndsWith(OfSnippets, StringComparison.Ordinal);

    /// <summary>The name of a Secret becomes the name of a file (CVE-2025-24513).</summary>
    private static string? Escape(string key, string value) =>
        key.EndsWith(OfSecrets, StringComparison.Ordinal) && value.Contains("..") ? "'..'"
        : IngressNginx.Escape(value, Array.IndexOf(IngressNginx.Verbatim, key) >= 0);

    private static string? EscapeOfPath(string path) =>
        Regex.IsMatch(path, IngressNginx.OwnFolder, RegexOptions.CultureInvariant) ? "a folder of the controller" : IngressNginx.Escape(path, true);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.Ingresses, $$"""
            variables.annotations.exists(k, k.startsWith('{{IngressNginx.Prefix}}') && !k.endsWith('{{OfSnippets}}') &&
            (!variables.annotations[k].matches({{CelText.Of(IngressNginx.Safe + "$")}}) ||
            variables.annotations[k].matches({{CelText.Of(IngressNginx.Forbidden)}}) ||
            (k.endsWith('{{OfSecrets}}') && variables.annotations[k].contains('..')) ||
            (k in variables.verbatim && !variables.annotations[k].matches({{CelText.Of(IngressNginx.Strict + "$")}})))) ||
            object.?spec.?rules.orValue([]).exists(r, r.?http.?paths.orValue([]).exists(p,
            !p.?path.orValue('').matches({{CelText.Of(IngressNginx.Strict + "$")}}) || p.?path.orValue('').matches({{CelText.Of(IngressNginx.OwnFolder)}}) ||
            p.?path.orValue('').matches({{CelText.Of(IngressNginx.Forbidden)}})))
            """)
        .With("annotations", "object.metadata.?annotations.orValue({})")
        .With("verbatim", IngressNginx.Verbatim)
        .JudgingAnnotations($"k.startsWith('{IngressNginx.Prefix}')");
}
