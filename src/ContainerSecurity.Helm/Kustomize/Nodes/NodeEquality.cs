namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>Compares values by what they mean, wherever they stand.</summary>
internal static class NodeEquality
{
    public static bool AreEqual(ObjectNode? one, ObjectNode? other) => (one, other) switch
    {
        (null or { IsNull: true }, null or { IsNull: true }) => true,
        (ObjectMap a, ObjectMap b) => a.Entries.Count == b.Entries.Count && a.Entries.All(e => b[e.Key] is { } value && AreEqual(e.Value, value)),
        (ObjectList a, ObjectList b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(p => AreEqual(p.First, p.Second)),
        (ObjectScalar a, ObjectScalar b) => AreEqual(a, b),
        _ => false,
    };

    private static bool AreEqual(ObjectScalar one, ObjectScalar other)
    {
        if (one.Meaning is ScalarTag.Integer or ScalarTag.Float && other.Meaning is ScalarTag.Integer or ScalarTag.Float)
            return NumberOf(one) == NumberOf(other);
        return one.Meaning == other.Meaning && string.Equals(
            one.Text, other.Text, one.Meaning == ScalarTag.Boolean ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private static double NumberOf(ObjectScalar scalar) =>
        PlainWords.TryInteger(scalar.Text, out ulong magnitude, out bool isNegative) ? isNegative ? -(double)magnitude : magnitude
        : PlainWords.ReadFloat(scalar.Text);
}
