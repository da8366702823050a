namespace ContainerSecurity.Policies;

/// <summary>What may be changed so that a rule finds nothing.</summary>
public enum HardeningScope
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What is missing is added; a value that somebody wrote stays.</summary>
    Missing,

    /// <summary>What is missing is added, and a value that the rule finds bad is replaced.</summary>
    All,
}
