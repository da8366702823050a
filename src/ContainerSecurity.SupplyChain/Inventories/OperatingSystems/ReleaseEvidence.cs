namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>What one file says of the release.</summary>
/// <param name="Release">The release; null where the file names none.</param>
/// <param name="Rank">How far the file is to be believed; 0 most.</param>
internal sealed record ReleaseEvidence(OperatingSystemRelease? Release, int Rank);
