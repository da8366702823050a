using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Go's <c>reflect.DeepEqual</c>: values of one type with the same contents.</summary>
internal static class Equality
{
    private const int DeepestNesting = 500;

    public static bool AreEqual(GoValue x, GoValue y) => AreEqual(x, y, 0);

    private static bool AreEqual(GoValue x, GoValue y, int depth)
    {
        if (depth > DeepestNesting)
            throw new GoFunctionException($"a value is nested deeper than {DeepestNesting} levels");
        if (x is NilValue or Missing || y is NilValue or Missing)
            return x is NilValue or Missing && y is NilValue or Missing;
        if (x.Type.Name != y.Type.Name)
            return false;
        return (x, y) switch
        {
            (IntegerValue a, IntegerValue b) => a.Value == b.Value,
            (FloatValue a, FloatValue b) => a.Value == b.Value,
            (BoolValue a, BoolValue b) => a.Value == b.Value,
            (TextValue a, TextValue b) => a.Text == b.Text,
            (ListValue a, ListValue b) => a.IsNil == b.IsNil
                && a.Items.Count == b.Items.Count
                && a.Items.Zip(b.Items).All(p => AreEqual(p.First, p.Second, depth + 1)),
            (MapValue a, MapValue b) => a.IsNil == b.IsNil
                && a.Count == b.Count
                && a.SortedKeys().All(k => b[k] is { } other && AreEqual(a[k]!, other, depth + 1)),
            _ => ReferenceEquals(x, y),
        };
    }
}
