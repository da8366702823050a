using ContainerSecurity.Policies;

namespace ContainerSecurity.Hardening;

/// <summary>Something that a change takes for granted, and that somebody should make sure of.</summary>
/// <param name="Finding">The finding that the change mends.</param>
/// <param name="Message">What is taken for granted, as a sentence.</param>
public sealed record HardeningNote(PolicyFinding Finding, string Message);
