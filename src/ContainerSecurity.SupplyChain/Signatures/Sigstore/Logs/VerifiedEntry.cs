using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;

/// <summary>An entry that a trusted log has.</summary>
/// <param name="Log">The log.</param>
/// <param name="Time">When it took the entry, by its promise; null where it promised nothing: then its time is no time.</param>
internal sealed record VerifiedEntry(LogKey Log, DateTimeOffset? Time);
