using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>What a workload's node affinity asks of a label of the node it is placed on.</summary>
/// <param name="Key">The label.</param>
/// <param name="Operator"><c>In</c>, <c>NotIn</c>, <c>Exists</c>, <c>DoesNotExist</c>, <c>Gt</c> or <c>Lt</c>.</param>
public sealed record NodeRequirement(Field<string> Key, Field<string> Operator);
