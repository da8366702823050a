namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>A range of versions, told by events in any order (OSV).</summary>
/// <param name="IsSemantic">Whether versions compare by SemVer, whatever the ecosystem does.</param>
/// <param name="Events">The events.</param>
public sealed record AffectedRange(bool IsSemantic, IReadOnlyList<RangeEvent> Events)
{
    /// <summary>All versions before the one with the fix; all where there is none.</summary>
    /// <param name="fixedVersion">The version with the fix; null for none.</param>
    public static AffectedRange Before(string? fixedVersion) => new(
        false,
        fixedVersion is null
            ? [new RangeEvent(RangeEventKind.Introduced, RangeEvent.Beginning)]
            : [new RangeEvent(RangeEventKind.Introduced, RangeEvent.Beginning), new RangeEvent(RangeEventKind.Fixed, fixedVersion)]);
}
