using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A taint that a workload tolerates.</summary>
/// <param name="Key">The taint's key; missing with operator <c>Exists</c> tolerates every taint.</param>
/// <param name="Operator"><c>Equal</c> (also where missing) or <c>Exists</c>.</param>
public sealed record Toleration(Field<string> Key, Field<string> Operator);
