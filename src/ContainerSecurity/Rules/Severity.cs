namespace ContainerSecurity.Rules;

/// <summary>How bad a finding is, from least to worst.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Hygiene.</summary>
    Low,

    /// <summary>Makes another weakness worse.</summary>
    Medium,

    /// <summary>A weakness that an attacker can use.</summary>
    High,

    /// <summary>Gives away the host, the cluster or a secret.</summary>
    Critical,
}
