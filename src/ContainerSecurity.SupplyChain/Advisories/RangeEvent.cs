namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>Where a flaw begins or ends.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Version">At which version; <c>0</c> is before all, whatever the order of versions says.</param>
public readonly record struct RangeEvent(RangeEventKind Kind, string Version)
{
    /// <summary>The version before all.</summary>
    public const string Beginning = "0";
}
