using ContainerSecurity.Hardening.Changes;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Hardening.Fixes;

/// <summary>Sets the one safe value of a field: where it is missing, and in the place of a bad one.</summary>
internal sealed class ValueFix : IFix
{
    private const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

    /// <summary>The field of each rule in an object of Kubernetes; what is set there is the first of <see cref="SafeValues"/>.</summary>
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["CSEC2001"] = "privileged",
        ["CSEC2008"] = "readOnlyRootFilesystem",
        ["CSEC2009"] = "type",
        ["CSEC2011"] = "type",
        ["CSEC2013"] = "procMount",
        ["CSEC3001"] = "hostNetwork",
        ["CSEC3002"] = "hostPID",
        ["CSEC3003"] = "hostIPC",
        ["CSEC3011"] = "mountPropagation",
        ["CSEC3015"] = "shareProcessNamespace",
        ["CSEC3016"] = "readOnly",
        ["CSEC4011"] = "automountServiceAccountToken",
    };

    /// <summary>The fields that a service of a compose file has for the same.</summary>
    private static readonly Dictionary<string, string> ComposeFields = new(StringComparer.Ordinal) { ["CSEC2001"] = "privileged", ["CSEC2008"] = "read_only" };

    /// <summary>What pods on Windows have as well.</summary>
    private static readonly string[] OfAnySystem = ["CSEC3011", "CSEC3016", "CSEC4011"];

    public IReadOnlyList<string> Rules { get; } = [.. Fields.Keys];

    public void Apply(FixContext context)
    {
        string? windows = context.SystemObstacle;
        foreach (PolicyFinding finding in context.Findings)
        {
            string rule = finding.Finding.Rule.Id;
            if (windows is not null && !OfAnySystem.Contains(rule))
                context.Leave(finding, windows);
            else
                Mend(context, finding, rule);
        }
    }

    private static void Mend(FixContext context, PolicyFinding finding, string rule)
    {
        string[] tokens = context.Plan.TokensOf(finding.Finding.Location.Path);
        string field = tokens.Length == 0 ? "" : tokens[tokens.Length - 1];
        SafeValue safe = SafeValues.Of(rule)[0];
        if ((context.IsCompose ? ComposeFields : Fields).TryGetValue(rule, out string? expected) && field == expected)
            context.Set(finding, tokens, PlannedValue.Single(safe.Safe, safe.IsText));
        else if (rule == "CSEC2011" && field.StartsWith(AppArmorAnnotation, StringComparison.Ordinal))
            context.Set(finding, tokens, PlannedValue.Single("runtime/default", isText: true));
        else
            context.Leave(finding, $"there is no safe value to put here; {Lower(finding.Finding.Remediation)}");
        if (rule == "CSEC4011" && context.Workload.ServiceAccountName is { IsKnown: true } account && account.Value is not ("" or "default"))
            context.Note(
                finding,
                $"The pod runs as the service account '{account.Value}'. "
                    + "Make sure that its programs do not call the API server: they get no token any more.");
    }

    private static string Lower(string sentence) =>
        sentence.Length == 0 ? "change it by hand" : char.ToLowerInvariant(sentence[0]) + sentence.Substring(1).TrimEnd('.');
}
