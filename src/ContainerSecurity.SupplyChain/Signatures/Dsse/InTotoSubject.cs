namespace ContainerSecurity.SupplyChain.Signatures.Dsse;

/// <summary>What a statement is about.</summary>
/// <param name="Name">A name for people; nothing is decided by it. Null where there is none.</param>
/// <param name="Digests">The digests in lower-case hexadecimal, by algorithm: sha256, sha384 and sha512.</param>
public sealed record InTotoSubject(string? Name, IReadOnlyDictionary<string, string> Digests);
