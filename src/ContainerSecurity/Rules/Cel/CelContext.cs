namespace ContainerSecurity.Rules.Cel;

/// <summary>What a rule may know when it is written in CEL: what <see cref="RuleContext"/> says of the policy, and nothing of any resource.</summary>
/// <param name="Version">The Kubernetes version whose standards apply.</param>
/// <param name="Level">The level of the Pod Security Standards that is judged exactly.</param>
/// <param name="Parameters">The rule's parameters.</param>
internal sealed record CelContext(KubernetesVersion Version, PodSecurityLevel Level, RuleParameters Parameters)
{
    /// <summary>Whether the pod runs on Windows, where the restricted standard exempts it: from v1.25.</summary>
    public string? WindowsExemption => Version.Minor >= 25 ? CelVariables.IsWindows : null;

    /// <summary>The same for checks that are baseline's as well, which restricted relaxes and baseline does not.</summary>
    public string? RestrictedWindowsExemption => Level == PodSecurityLevel.Restricted ? WindowsExemption : null;

    /// <summary>Whether the pod has a user namespace of its own, which exempts it from v1.35.</summary>
    public string? UserNamespaceExemption => Version.Minor >= 35 ? CelVariables.HasOwnUsers : null;
}
