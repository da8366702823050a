using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5014: pods name a service account of their own (CIS Kubernetes 5.1.5).</summary>
internal sealed class DefaultServiceAccount() : Rule(new("CSEC5014", "default-service-account", Severity.Low,
    "Runs as the default service account",
    "Set 'serviceAccountName' to an account of the workload's own.")
{
    IsKubernetesOnly = true,
    References = ["CIS Kubernetes 5.1.5", "NIST SP 800-190 3.3.2"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.ServiceAccountName.IsMissing || resource.ServiceAccountName.Is(n => n is "" or "default"))
            context.Report(
                resource.ServiceAccountName,
                $"{resource} runs as the service account 'default', which it shares with every other pod that names "
                    + $"none. Allowed: another account in serviceAccountName.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("""
        variables.podSpec.?serviceAccountName.orValue('') in ['', 'default'] &&
        (variables.podSpec.?serviceAccountName.orValue('') == 'default' || variables.podSpec.?serviceAccount.orValue('') in ['', 'default'])
        """);
}
