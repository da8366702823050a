using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>Compares as Go's templates do: values of one kind only, signed and unsigned integers with each other.</summary>
internal static class Comparison
{
    private const string BadType = "invalid type for comparison";

    /// <summary>Whether the first value equals one of the others.</summary>
    public static bool AreEqual(GoValue[] values)
    {
        if (values.Length == 1)
            throw new GoFunctionException("missing argument for comparison");
        GoValue first = values[0].WithoutInterface();
        for (int i = 1; i < values.Length; i++)
            if (AreEqual(first, values[i].WithoutInterface()))
                return true;
        return false;
    }

    public static bool IsLess(GoValue x, GoValue y)
    {
        (x, y) = (x.WithoutInterface(), y.WithoutInterface());
        if (!IsBasic(x) || !IsBasic(y))
            throw new GoFunctionException(BadType);
        return (x, y) switch
        {
            (IntegerValue a, IntegerValue b) => Compare(a, b) < 0,
            (FloatValue a, FloatValue b) => a.Value < b.Value,
            (TextValue a, TextValue b) => GoBytes.Compare(a.Text, b.Text) < 0,
            _ when x.Kind == y.Kind => throw new GoFunctionException(BadType),
            _ => throw Incompatible(x, y),
        };
    }

    public static bool IsLessOrEqual(GoValue x, GoValue y) => IsLess(x, y) || AreEqual(x.WithoutInterface(), y.WithoutInterface());

    private static bool AreEqual(GoValue x, GoValue y)
    {
        switch (x, y)
        {
            case (IntegerValue a, IntegerValue b):
                return Compare(a, b) == 0;
            case (BoolValue a, BoolValue b):
                return a.Value == b.Value;
            case (FloatValue a, FloatValue b):
                return a.Value == b.Value;
            case (ComplexValue a, ComplexValue b):
                return a.Value == b.Value;
            case (TextValue a, TextValue b):
                return string.Equals(a.Text, b.Text, StringComparison.Ordinal);
        }
        if (IsBasic(x) || IsBasic(y))
            return x.IsValid && y.IsValid ? throw Incompatible(x, y) : false;
        if (x.IsValid && y.IsValid && x.Kind != y.Kind)
            throw new GoFunctionException($"non-comparable types {x.Type}, {y.Type}");
        if (x.IsNil || y.IsNil)
            return x.IsNil && y.IsNil;
        throw new GoFunctionException($"non-comparable type {y.Type}");
    }

    private static bool IsBasic(GoValue value) => value is IntegerValue or BoolValue or FloatValue or ComplexValue or TextValue;

    private static int Compare(IntegerValue x, IntegerValue y) =>
        (x.Kind, y.Kind) switch
        {
            (GoKind.Uint, GoKind.Uint) => x.Unsigned.CompareTo(y.Unsigned),
            (GoKind.Uint, _) => y.Value < 0 ? 1 : x.Unsigned.CompareTo(y.Unsigned),
            (_, GoKind.Uint) => x.Value < 0 ? -1 : x.Unsigned.CompareTo(y.Unsigned),
            _ => x.Value.CompareTo(y.Value),
        };

    private static GoFunctionException Incompatible(GoValue x, GoValue y) => new($"incompatible types for comparison: {x.Type} and {y.Type}");
}
