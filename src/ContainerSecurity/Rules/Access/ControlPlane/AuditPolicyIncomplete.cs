using ContainerSecurity.Documents;
using ContainerSecurity.Resources.ControlPlane;

namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>CSEC5071: the audit policy logs what matters, and no credentials (CIS Kubernetes 3.2.2).</summary>
internal sealed class AuditPolicyIncomplete() : Rule(new("CSEC5071", "audit-policy-incomplete", Severity.Medium,
    "Audit policy leaves out what matters, or logs credentials",
    "Log Secrets, ConfigMaps and token reviews at Metadata, and changes of workloads, exec, port-forward and proxy at least so.")
{
    References = ["CIS Kubernetes 3.2.2"],
}), IJudges<AuditPolicy>
{
    /// <summary>What the benchmark names: group, resource, and whether requests hold credentials.</summary>
    private static readonly (string Group, string Resource, bool HoldsCredentials)[] Concerns =
    [
        ("", "secrets", true), ("", "configmaps", true), ("authentication.k8s.io", "tokenreviews", true),
        ("", "pods", false), ("apps", "deployments", false), ("", "pods/exec", false), ("", "pods/portforward", false),
        ("", "pods/proxy", false), ("", "services/proxy", false),
    ];

    public void Judge(AuditPolicy policy, RuleContext context)
    {
        var unlogged = new List<string>();
        foreach ((string group, string resource, bool holdsCredentials) in Concerns)
        {
            IReadOnlyList<Field<string>> levels = policy.LevelsOf(group, resource);
            if (!levels.Any(l => l.IsUnknown) && !levels.Any(l => l.Is(v => v != "None")))
                unlogged.Add(resource);
            if (holdsCredentials && levels.FirstOrDefault(l => l.Is(v => v is "Request" or "RequestResponse")) is { IsKnown: true } whole)
                context.Report(
                    whole, $"The audit policy logs requests for {resource} at the level '{whole}', with what they hold. Allowed: Metadata.", Severity.High);
        }
        if (unlogged.Count > 0)
            context.Report(policy.Rules, $"The audit policy logs no requests for {string.Join(", ", unlogged)}. Allowed: at least Metadata.");
    }
}
