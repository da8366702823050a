namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

/// <summary>A span of time, both ends within it; without an end it lasts (protobuf-specs, TimeRange).</summary>
internal readonly record struct ValidityWindow(DateTimeOffset Start, DateTimeOffset? End)
{
    public bool Contains(DateTimeOffset time) => time >= Start && (End is null || time <= End);
}
