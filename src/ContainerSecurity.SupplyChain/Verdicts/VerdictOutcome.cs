namespace ContainerSecurity.SupplyChain.Verdicts;

/// <summary>What a policy said.</summary>
public enum VerdictOutcome
{
    /// <summary>Something could not be read or judged.</summary>
    NotEvaluated,

    /// <summary>A finding denies.</summary>
    Fail,

    /// <summary>Everything was read and judged, and nothing denies.</summary>
    Pass,
}
