using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Conformance;

/// <summary>Our verdicts in upstream's words: each of its checks is one of our rules or a named set of them.</summary>
internal static class PodSecurityChecks
{
    private static readonly Dictionary<string, string> Baseline = new()
    {
        ["CSEC2001"] = "privileged",
        ["CSEC2006"] = "capabilities_baseline",
        ["CSEC2009"] = "seccompProfile_baseline",
        ["CSEC2011"] = "appArmorProfile",
        ["CSEC2012"] = "seLinuxOptions",
        ["CSEC2013"] = "procMount",
        ["CSEC2014"] = "sysctls",
        ["CSEC2015"] = "windowsHostProcess",
        ["CSEC3001"] = "hostNamespaces",
        ["CSEC3002"] = "hostNamespaces",
        ["CSEC3003"] = "hostNamespaces",
        ["CSEC3004"] = "hostPathVolumes",
        ["CSEC3007"] = "hostPorts",
        ["CSEC3014"] = "hostProbesAndHostLifecycle",
    };

    private static readonly Dictionary<string, string> Restricted = new()
    {
        ["CSEC2002"] = "allowPrivilegeEscalation",
        ["CSEC2003"] = "runAsNonRoot",
        ["CSEC2004"] = "runAsUser",
        ["CSEC2007"] = "capabilities_restricted",
        ["CSEC2010"] = "seccompProfile_restricted",
        ["CSEC3013"] = "restrictedVolumes",
    };

    /// <summary>The checks of the baseline level that a check of the restricted level overrides, from the version on where it exists.</summary>
    private static readonly Dictionary<string, (string Check, int Since)> Overridden = new()
    {
        ["capabilities_baseline"] = ("capabilities_restricted", 22),
        ["seccompProfile_baseline"] = ("seccompProfile_restricted", 19),
        ["hostPathVolumes"] = ("restrictedVolumes", 0),
        ["procMount"] = ("procMount_restricted", 35),
    };

    public static SortedSet<string> ViolatedBy(Resource pod, PodSecurityLevel level, KubernetesVersion version)
    {
        Profile profile = level == PodSecurityLevel.Baseline ? Profile.Baseline : Profile.Restricted;
        var engine = new PolicyEngine(Policy.Create().UseProfile(profile).ForKubernetes(version).Build());
        return [.. engine.Evaluate(pod).Findings.Select(f => CheckOf(f.Finding.Rule.Id, level, version))];
    }

    public static string CheckOf(string rule, PodSecurityLevel level, KubernetesVersion version)
    {
        if (!Baseline.TryGetValue(rule, out string? check))
            return Restricted[rule];
        return level == PodSecurityLevel.Restricted
                && Overridden.TryGetValue(check, out (string Check, int Since) other)
                && version.Minor >= other.Since
            ? other.Check
            : check;
    }
}
