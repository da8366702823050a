namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>Whom a certificate names.</summary>
/// <param name="SubjectName">The subject's alternative name (an address or URI), or its distinguished name.</param>
/// <param name="Issuer">Who vouched for the subject when the certificate was made; null where nobody is named.</param>
public sealed record SignerIdentity(string SubjectName, string? Issuer);
