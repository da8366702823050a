using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2014: sysctls are on the safe list of the Kubernetes version (PSS baseline).</summary>
internal sealed class UnsafeSysctl() : Rule(new("CSEC2014", "unsafe-sysctl", Severity.High,
    "Sets a kernel parameter that is not safe",
    "Remove the sysctl, or set it on nodes of its own.")
{
    PodSecurity = PodSecurityLevel.Baseline,
    Parameters = [AllowedUnsafeSysctls],
    References = ["PSS baseline: Sysctls", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>, ICelRule
{
    private static readonly RuleParameter<IReadOnlyList<string>> AllowedUnsafeSysctls = RuleParameter.Patterns("allowedUnsafeSysctls",
        "The kernel parameters that may be set besides the safe ones, as patterns of names.");

    public void Judge(Workload resource, RuleContext context)
    {
        IReadOnlyList<string> allowed = context.Parameters.Get(AllowedUnsafeSysctls);
        foreach (Sysctl sysctl in resource.Sysctls)
            if (sysctl.Name.IsKnown && !SafeSysctls.Holds(sysctl.Name.Value, context.Version) && !allowed.Any(a => Glob.Matches(a, sysctl.Name.Value)))
                context.Report(
                    sysctl.Name,
                    $"The pod sets the kernel parameter {sysctl.Name}, which is not on the safe list of "
                        + $"{context.Version}. Allowed: {SafeSysctls.ListOf(context.Version)}{(allowed.Count == 0 ? "" : ", " + string.Join(", ", allowed))}.");
    }

    CelCheck ICelRule.InCel(CelContext context)
    {
        string[] allowed = [.. context.Parameters.Get(AllowedUnsafeSysctls).Select(a => $"^{Glob.ToRegex(a)}$")];
        string isAllowed = allowed.Length == 0 ? CelText.Never : $"variables.{AllowedUnsafeSysctls.Name}.exists(p, s.?name.orValue('').matches(p))";
        return CelCheck
            .Pod($"variables.podSecurity.?sysctls.orValue([]).exists(s, {CelText.Except("!(s.?name.orValue('') in variables.safeSysctls)", isAllowed)})")
            .With("safeSysctls", SafeSysctls.Of(context.Version))
            .With(AllowedUnsafeSysctls.Name, allowed);
    }
}
