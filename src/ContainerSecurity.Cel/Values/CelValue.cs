using System.Runtime.CompilerServices;

namespace ContainerSecurity.Cel.Values;

/// <summary>A value of the Common Expression Language. Numbers and booleans are held without boxing.</summary>
public readonly partial struct CelValue : IEquatable<CelValue>
{
    internal readonly object? Reference;
    internal readonly long Bits;

    private CelValue(object? reference, long bits)
    {
        Reference = reference;
        Bits = bits;
    }

    /// <summary>The null value; also the default of this type.</summary>
    public static CelValue Null => new(ScalarTag.Null, 0);
    /// <summary>The value true.</summary>
    public static CelValue True => new(ScalarTag.Bool, 1);
    /// <summary>The value false.</summary>
    public static CelValue False => new(ScalarTag.Bool, 0);

    /// <summary>What the value is.</summary>
    public CelKind Kind => Reference is null ? CelKind.Null : Reference is string ? CelKind.String : Unsafe.As<CelObject>(Reference).Kind;

    /// <summary>The type of the value.</summary>
    public CelType Type => Reference is CelObject o ? o.Type : Reference is string ? CelType.String : CelType.Null;

    internal bool IsBool => ReferenceEquals(Reference, ScalarTag.Bool);
    internal bool IsInt => ReferenceEquals(Reference, ScalarTag.Int);
    internal bool IsUint => ReferenceEquals(Reference, ScalarTag.Uint);
    internal bool IsDouble => ReferenceEquals(Reference, ScalarTag.Double);
    internal bool IsDuration => ReferenceEquals(Reference, ScalarTag.Duration);
    internal bool IsTrue => ReferenceEquals(Reference, ScalarTag.Bool) && Bits != 0;
    internal bool IsFalse => ReferenceEquals(Reference, ScalarTag.Bool) && Bits == 0;
    internal bool IsNull => Reference is null || ReferenceEquals(Reference, ScalarTag.Null);
    internal bool IsNumber => IsInt || IsUint || IsDouble;

    /// <summary>Whether the value is an error or unknown, which has a <see cref="CelFailure"/>.</summary>
    public bool IsFailure => Reference is CelFailure;
    /// <summary>Whether the value is an error.</summary>
    public bool IsError => Reference is CelFailure { Kind: CelKind.Error };
    /// <summary>Whether the value is not known yet.</summary>
    public bool IsUnknown => Reference is CelFailure { Kind: CelKind.Unknown };

    /// <summary>A boolean.</summary>
    public static CelValue From(bool value) => new(ScalarTag.Bool, value ? 1 : 0);
    /// <summary>A signed integer.</summary>
    public static CelValue From(long value) => new(ScalarTag.Int, value);
    /// <summary>An unsigned integer.</summary>
    public static CelValue From(ulong value) => new(ScalarTag.Uint, unchecked((long)value));
    /// <summary>A double.</summary>
    public static CelValue From(double value) => new(ScalarTag.Double, BitConverter.DoubleToInt64Bits(value));
    /// <summary>A duration, in nanoseconds.</summary>
    public static CelValue FromDuration(long nanoseconds) => new(ScalarTag.Duration, nanoseconds);
    /// <summary>A string, or null.</summary>
    public static CelValue From(string? value) => value is null ? Null : new(value, 0);
    /// <summary>A list, map, timestamp, duration, type, optional, bytes or a value of an own type; or null.</summary>
    public static CelValue From(CelObject? value) => value is null ? Null : new(value, 0);
    /// <summary>An error; absorbed by <c>&amp;&amp;</c> and <c>||</c> where the other side decides.</summary>
    public static CelValue Error(string message) => new(new CelFailure(message), 0);
    /// <summary>A value that is not known yet; an expression that needs it answers unknown with this attribute.</summary>
    public static CelValue Unknown(string attribute) => new(new CelFailure([attribute]), 0);
    /// <summary>A value that is not known, by its attribute.</summary>
    /// <param name="attribute">The name, such as <c>object.metadata.uid</c>.</param>
    /// <param name="isPresent">Whether its field is there for certain, so that <c>has</c> is true.</param>
    public static CelValue Unknown(string attribute, bool isPresent) => new(new CelFailure([attribute]) { IsPresent = isPresent }, 0);

    /// <summary>The boolean. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public bool AsBool() => IsBool ? Bits != 0 : throw Wrong(CelKind.Bool);
    /// <summary>The signed integer. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public long AsInt() => IsInt ? Bits : throw Wrong(CelKind.Int);
    /// <summary>The unsigned integer. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public ulong AsUint() => IsUint ? (ulong)Bits : throw Wrong(CelKind.Uint);
    /// <summary>The double. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public double AsDouble() => IsDouble ? BitConverter.Int64BitsToDouble(Bits) : throw Wrong(CelKind.Double);
    /// <summary>The duration in nanoseconds. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public long AsDuration() => IsDuration ? Bits : throw Wrong(CelKind.Duration);
    /// <summary>The string. Throws <see cref="InvalidOperationException"/> for another kind.</summary>
    public string AsString() => Reference as string ?? throw Wrong(CelKind.String);
    /// <summary>The object of a kind that is not a number, boolean or string, or null.</summary>
    public T? As<T>() where T : CelObject => Reference as T;
    /// <summary>Why the value is an error or unknown; null where it is neither.</summary>
    public CelFailure? Failure => Reference as CelFailure;

    internal ulong UintBits => (ulong)Bits;
    internal double DoubleBits => BitConverter.Int64BitsToDouble(Bits);

    private InvalidOperationException Wrong(CelKind wanted) => new($"The value is {Kind}, not {wanted}{(Failure is { } f ? ": " + f.Message : "")}.");

    /// <summary>Equality by the rules of the language: numbers by their mathematical value, containers by their items.</summary>
    public bool Equals(CelValue other) => Equality.AreEqual(this, other);
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CelValue other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => Equality.Hash(this);
    /// <summary>Equality by the rules of the language.</summary>
    public static bool operator ==(CelValue left, CelValue right) => left.Equals(right);
    /// <summary>Inequality by the rules of the language.</summary>
    public static bool operator !=(CelValue left, CelValue right) => !left.Equals(right);
    /// <summary>The value as text, for people.</summary>
    public override string ToString() => ValueText.Of(this);
}
