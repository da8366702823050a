using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A taint that a workload tolerates.</summary>
/// <param name="Key">The taint's key; missing with operator <c>Exists</c> tolerates every taint.</param>
/// <param name="Operator"><c>Equal</c> (also where missing) or <c>Exists</c>.</param>
/// <param name="Effect"><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>; missing means all of them.</param>
public sealed record Toleration(Field<string> Key, Field<string> Operator, Field<string> Effect)
{
    /// <summary>Whether the workload can be placed on a node with any taint: no key, operator <c>Exists</c>, and an effect that placing asks for.</summary>
    public bool IsForEveryTaint => IsEmpty(Key) && Operator.Is("Exists") && (IsEmpty(Effect) || Effect.Is("NoSchedule"));

    private static bool IsEmpty(Field<string> field) => field.IsMissing || field.Is("");
}
