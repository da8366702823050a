namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The operators + - * / % and the minus sign, with overflow as an error.</summary>
internal static class Arithmetic
{
    public static CelValue Add(CelValue a, CelValue b)
    {
        if (a.IsInt && b.IsInt)
        {
            long sum = unchecked(a.Bits + b.Bits);
            return ((a.Bits ^ sum) & (b.Bits ^ sum)) < 0 ? Errors.IntOverflow : CelValue.From(sum);
        }
        if (a.Reference is string s && b.Reference is string t)
            return CelValue.From(s + t);
        if (a.IsDouble && b.IsDouble)
            return CelValue.From(a.DoubleBits + b.DoubleBits);
        if (a.IsUint && b.IsUint)
        {
            ulong sum = unchecked(a.UintBits + b.UintBits);
            return sum < a.UintBits ? Errors.UintOverflow : CelValue.From(sum);
        }
        if (a.Reference is CelList x && b.Reference is CelList y)
            return CelValue.From(x.Count == 0 ? y : y.Count == 0 ? x : x.Concat(y));
        if (a.Reference is CelBytes m && b.Reference is CelBytes n)
            return CelValue.From(new CelBytes([.. m.Content, .. n.Content]));
        if (a.IsDuration && b.IsDuration)
        {
            long sum = unchecked(a.Bits + b.Bits);
            return ((a.Bits ^ sum) & (b.Bits ^ sum)) < 0 ? Errors.DurationOverflow : CelValue.FromDuration(sum);
        }
        if (a.Reference is CelTimestamp time && b.IsDuration)
            return Time(time.Add(b.Bits));
        if (a.IsDuration && b.Reference is CelTimestamp later)
            return Time(later.Add(a.Bits));
        return Errors.NoSuchOverloadOf("_+_", a, b);
    }

    private static CelValue Time(CelTimestamp? time) => time is null ? Errors.TimestampOverflow : CelValue.From(time);

    public static CelValue Subtract(CelValue a, CelValue b)
    {
        if (a.IsInt && b.IsInt)
        {
            long difference = unchecked(a.Bits - b.Bits);
            return ((a.Bits ^ b.Bits) & (a.Bits ^ difference)) < 0 ? Errors.IntOverflow : CelValue.From(difference);
        }
        if (a.IsDouble && b.IsDouble)
            return CelValue.From(a.DoubleBits - b.DoubleBits);
        if (a.IsUint && b.IsUint)
            return a.UintBits < b.UintBits ? Errors.UintOverflow : CelValue.From(a.UintBits - b.UintBits);
        if (a.IsDuration && b.IsDuration)
        {
            long difference = unchecked(a.Bits - b.Bits);
            return ((a.Bits ^ b.Bits) & (a.Bits ^ difference)) < 0 ? Errors.DurationOverflow : CelValue.FromDuration(difference);
        }
        if (a.Reference is CelTimestamp time)
        {
            if (b.Reference is CelTimestamp earlier)
                return time.Since(earlier) is { } nanoseconds ? CelValue.FromDuration(nanoseconds) : Errors.DurationOverflow;
            if (b.IsDuration)
                return b.Bits == long.MinValue ? Errors.TimestampOverflow : Time(time.Add(-b.Bits));
        }
        return Errors.NoSuchOverloadOf("_-_", a, b);
    }

    public static CelValue Multiply(CelValue a, CelValue b)
    {
        if (a.IsInt && b.IsInt)
        {
            long x = a.Bits, y = b.Bits, product = unchecked(x * y);
            bool overflow = x != 0 && (product / x != y || (x == -1 && y == long.MinValue));
            return overflow ? Errors.IntOverflow : CelValue.From(product);
        }
        if (a.IsDouble && b.IsDouble)
            return CelValue.From(a.DoubleBits * b.DoubleBits);
        if (a.IsUint && b.IsUint)
        {
            ulong product = unchecked(a.UintBits * b.UintBits);
            return a.Bits != 0 && product / a.UintBits != b.UintBits ? Errors.UintOverflow : CelValue.From(product);
        }
        return Errors.NoSuchOverloadOf("_*_", a, b);
    }

    public static CelValue Divide(CelValue a, CelValue b)
    {
        if (a.IsInt && b.IsInt)
            return b.Bits == 0 ? Errors.DivisionByZero : b.Bits == -1 && a.Bits == long.MinValue ? Errors.IntOverflow : CelValue.From(a.Bits / b.Bits);
        if (a.IsDouble && b.IsDouble)
            return CelValue.From(a.DoubleBits / b.DoubleBits);
        if (a.IsUint && b.IsUint)
            return b.Bits == 0 ? Errors.DivisionByZero : CelValue.From(a.UintBits / b.UintBits);
        return Errors.NoSuchOverloadOf("_/_", a, b);
    }

    public static CelValue Modulo(CelValue a, CelValue b)
    {
        if (a.IsInt && b.IsInt)
            return b.Bits == 0 ? Errors.ModulusByZero
                : b.Bits == -1 ? (a.Bits == long.MinValue ? Errors.IntOverflow : CelValue.From(0L))
                : CelValue.From(a.Bits % b.Bits);
        if (a.IsUint && b.IsUint)
            return b.Bits == 0 ? Errors.ModulusByZero : CelValue.From(a.UintBits % b.UintBits);
        return Errors.NoSuchOverloadOf("_%_", a, b);
    }

    public static CelValue Negate(CelValue a)
    {
        if (a.IsInt)
            return a.Bits == long.MinValue ? Errors.IntOverflow : CelValue.From(-a.Bits);
        if (a.IsDouble)
            return CelValue.From(-a.DoubleBits);
        if (a.IsDuration)
            return a.Bits == long.MinValue ? Errors.DurationOverflow : CelValue.FromDuration(-a.Bits);
        return Errors.NoSuchOverloadOf("-_", a);
    }
}
