namespace ContainerSecurity.Rules.Cel;

/// <summary>Which containers a policy leaves alone.</summary>
/// <param name="Condition">Whether the container <c>c</c> is one; null where none is.</param>
/// <param name="Variables">What the condition reads, over <c>object</c> and the pod's specification.</param>
internal sealed record AcceptedContainers(string? Condition, IReadOnlyList<CelVariable> Variables);
