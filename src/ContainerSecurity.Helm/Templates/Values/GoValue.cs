using System.Numerics;

namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>A value that a template works on, with the Go type that its results depend on.</summary>
internal abstract class GoValue
{
    /// <summary>Its type.</summary>
    public abstract GoType Type { get; }

    public GoKind Kind => Type.Kind;

    /// <summary>Where a value without characters of its own was written; null where it was computed.</summary>
    public virtual Place? Origin => null;

    /// <summary>Whether it is nil: no value, or an empty reference.</summary>
    public virtual bool IsNil => false;

    /// <summary>Whether there is a value at all, be it nil.</summary>
    public bool IsValid => Kind != GoKind.Invalid;

    /// <summary>Go's truth: all but false, zero, and what is empty.</summary>
    public abstract bool IsTrue { get; }

    /// <summary>The method of a name; null where there is none.</summary>
    public virtual GoFunction? Method(string name) => null;

    /// <summary>What a value is behind an interface: a nil interface holds none.</summary>
    public GoValue WithoutInterface() => Kind == GoKind.Interface ? Missing.Value : this;

    public static GoValue Of(string text) => new TextValue(TracedText.Of(text));

    public static GoValue Of(bool value) => new BoolValue(value);

    public static GoValue Of(int value) => new IntegerValue(value);
}

/// <summary>No value at all.</summary>
internal sealed class Missing : GoValue
{
    private static readonly GoType NoType = new(GoKind.Invalid, "<nil>");

    public static Missing Value { get; } = new();

    public override GoType Type => NoType;

    public override bool IsNil => true;

    public override bool IsTrue => false;
}

/// <summary>The nil of an interface type.</summary>
internal sealed class NilValue : GoValue
{
    public static NilValue Value { get; } = new();

    public override GoType Type => GoType.Interface;

    public override bool IsNil => true;

    public override bool IsTrue => false;
}

/// <summary>A truth value.</summary>
internal sealed class BoolValue(bool value, Place? origin = null) : GoValue
{
    public bool Value => value;

    public override GoType Type => GoType.Bool;

    public override Place? Origin => origin;

    public override bool IsTrue => value;
}

/// <summary>An integer of any type; unsigned ones are kept with the same bits.</summary>
internal sealed class IntegerValue(long value, GoType? type = null, Place? origin = null) : GoValue
{
    public long Value => value;

    public ulong Unsigned => unchecked((ulong)value);

    public override GoType Type { get; } = type ?? GoType.Int;

    public override Place? Origin => origin;

    public override bool IsTrue => value != 0;
}

/// <summary>A floating-point number.</summary>
internal sealed class FloatValue(double value, Place? origin = null) : GoValue
{
    public double Value => value;

    public override GoType Type => GoType.Float64;

    public override Place? Origin => origin;

    public override bool IsTrue => value != 0;
}

/// <summary>A complex number, which only literals give.</summary>
internal sealed class ComplexValue(Complex value) : GoValue
{
    public Complex Value => value;

    public override GoType Type => GoType.Complex;

    public override bool IsTrue => value != Complex.Zero;
}

/// <summary>A text.</summary>
internal sealed class TextValue(TracedText text) : GoValue
{
    public TracedText Traced => text;

    public string Text => text.Text;

    public override GoType Type => GoType.String;

    public override Place? Origin => text.FirstValue();

    public override bool IsTrue => text.Text.Length > 0;
}

/// <summary>A list; functions that change one in Go make another.</summary>
internal class ListValue(GoType type, IReadOnlyList<GoValue> items, Place? origin = null, bool isNil = false) : GoValue
{
    public IReadOnlyList<GoValue> Items => items;

    public override GoType Type => type;

    public override Place? Origin => origin;

    public override bool IsNil => isNil;

    public override bool IsTrue => items.Count > 0;
}

/// <summary>A function as a value.</summary>
internal sealed class FunctionValue(GoFunction function) : GoValue
{
    public GoFunction Function => function;

    public override GoType Type { get; } = GoType.FunctionOf(function.Signature);

    public override bool IsTrue => true;
}
