using ContainerSecurity.Documents;

namespace ContainerSecurity.Access;

/// <summary>Something that is not known and may allow more than is known.</summary>
/// <param name="Reason">What is not known, why, and what to do, as a sentence.</param>
/// <param name="Location">Where it is written; null where it is written nowhere.</param>
public sealed record RbacGap(string Reason, DocumentLocation? Location) : ILocated;
