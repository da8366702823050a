namespace ContainerSecurity.Policies;

/// <summary>A named choice of rules.</summary>
public enum Profile
{
    /// <summary>No rule but those that the policy names.</summary>
    None,

    /// <summary>The Pod Security Standards, level baseline, exactly.</summary>
    Baseline,

    /// <summary>The Pod Security Standards, level restricted, exactly.</summary>
    Restricted,

    /// <summary>Every rule of severity medium and above that is not optional.</summary>
    Recommended,

    /// <summary>Every rule.</summary>
    All,
}
