namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>What happens to a flaw at a version.</summary>
public enum RangeEventKind
{
    /// <summary>It is there from this version on.</summary>
    Introduced,

    /// <summary>It is gone from this version on.</summary>
    Fixed,

    /// <summary>This is the last version that has it.</summary>
    LastAffected,

    /// <summary>The range tells nothing from this version on; <c>*</c> for no limit.</summary>
    Limit,

    /// <summary>It is there after this version, which does not have it: GitHub writes <c>&gt; 1.0</c>.</summary>
    IntroducedAfter,
}
