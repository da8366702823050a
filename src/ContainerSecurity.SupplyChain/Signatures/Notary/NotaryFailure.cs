namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>A check that failed.</summary>
/// <param name="Check">What was verified.</param>
/// <param name="Action">What that does: <see cref="NotaryAction.Enforce"/> refuses, <see cref="NotaryAction.Log"/> is told.</param>
/// <param name="Message">Why it failed, as a sentence.</param>
public sealed record NotaryFailure(NotaryCheck Check, NotaryAction Action, string Message);
