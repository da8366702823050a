namespace ContainerSecurity.Hardening;

/// <summary>What somebody who can look says of an image.</summary>
/// <param name="Digest">The digest that its tag names now, such as <c>sha256:…</c>; null where that is not known.</param>
/// <param name="User">The user that its configuration names; empty for none, which is root, null where it is not known.</param>
public sealed record ResolvedImage(string? Digest, string? User);
