namespace ContainerSecurity.Policies;

/// <summary>What a finding does to a decision.</summary>
public enum Enforcement
{
    /// <summary>Written down only.</summary>
    Audit,

    /// <summary>Shown as a warning; does not deny.</summary>
    Warn,

    /// <summary>Denies.</summary>
    Deny,
}
