using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Hardening;

/// <summary>One operation of a JSON patch (RFC 6902), with the findings that it mends.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Path">Where: a JSON pointer (RFC 6901), such as <c>/spec/containers/0/securityContext</c>.</param>
/// <param name="Value">The value; null for <see cref="PatchKind.Remove"/>.</param>
/// <param name="Findings">What it mends.</param>
public sealed record PatchOperation(PatchKind Kind, string Path, DocumentNode? Value, IReadOnlyList<PolicyFinding> Findings);
