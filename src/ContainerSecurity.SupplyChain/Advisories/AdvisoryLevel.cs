namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>How bad a flaw is.</summary>
public enum AdvisoryLevel
{
    /// <summary>Nobody said.</summary>
    Unknown,

    /// <summary>Not worth a change, as Debian's <c>unimportant</c>.</summary>
    Negligible,

    /// <summary>Low.</summary>
    Low,

    /// <summary>Medium, also said moderate.</summary>
    Medium,

    /// <summary>High, also said important.</summary>
    High,

    /// <summary>Critical.</summary>
    Critical,
}
