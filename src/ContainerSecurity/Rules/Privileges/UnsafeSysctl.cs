using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2014: sysctls are on the safe list of the Kubernetes version (PSS baseline).</summary>
internal sealed class UnsafeSysctl() : Rule(new("CSEC2014", "unsafe-sysctl", Severity.High,
    "Sets a kernel parameter that is not safe",
    "Remove the sysctl, or set it on nodes of its own.")
{
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: Sysctls", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        foreach (Sysctl sysctl in resource.Sysctls)
            if (sysctl.Name.IsKnown && !SafeSysctls.Holds(sysctl.Name.Value, context.Version))
                context.Report(
                    sysctl.Name,
                    $"The pod sets the kernel parameter {sysctl.Name}, which is not on the safe list of "
                        + $"{context.Version}. Allowed: {SafeSysctls.ListOf(context.Version)}.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Pod("variables.podSecurity.?sysctls.orValue([]).exists(s, !(s.?name.orValue('') in variables.safeSysctls))")
        .With("safeSysctls", SafeSysctls.Of(context.Version));
}
