using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>What a profile holds.</summary>
internal static class ProfileExtensions
{
    /// <summary>The level of the Pod Security Standards that the profile judges exactly.</summary>
    public static PodSecurityLevel Level(this Profile profile) => profile switch
    {
        Profile.Baseline => PodSecurityLevel.Baseline,
        Profile.Restricted => PodSecurityLevel.Restricted,
        _ => PodSecurityLevel.Privileged,
    };

    public static bool Holds(this Profile profile, RuleDescriptor rule, KubernetesVersion version) => profile switch
    {
        Profile.None => false,
        Profile.Baseline or Profile.Restricted => rule.PodSecurity != PodSecurityLevel.Privileged
            && rule.PodSecurity <= profile.Level()
            && rule.Since <= version,
        Profile.Recommended => !rule.IsOptional && rule.Severity >= Severity.Medium,
        _ => true,
    };
}
