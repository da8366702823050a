using ContainerSecurity.Policies;

namespace ContainerSecurity.Hardening;

/// <summary>A finding of a hardened rule that was left as it is.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Reason">Why nothing was changed, and what somebody can do, as a sentence.</param>
public sealed record LeftFinding(PolicyFinding Finding, string Reason);
