namespace ContainerSecurity.Rules;

/// <summary>The levels of the Pod Security Standards.</summary>
public enum PodSecurityLevel
{
    /// <summary>No restriction.</summary>
    Privileged,

    /// <summary>Prevents known privilege escalations.</summary>
    Baseline,

    /// <summary>Current hardening practice; holds baseline.</summary>
    Restricted,
}
