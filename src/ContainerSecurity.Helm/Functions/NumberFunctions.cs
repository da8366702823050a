using System.Globalization;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of numbers.</summary>
internal static class NumberFunctions
{
    private const int LongestSequence = 1_000_000;
    private const int DivisionPlaces = 16;

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        Arguments.OnAny("int", 1, GoType.Int, a => new IntegerValue(Casting.Integer(a[0]), origin: a[0].Origin)),
        Arguments.OnAny("int64", 1, GoType.Int64, a => new IntegerValue(Casting.Integer(a[0]), GoType.Int64, a[0].Origin)),
        Arguments.OnAny("float64", 1, GoType.Float64, a => new FloatValue(Casting.Float(a[0]), a[0].Origin)),
        new("atoi", [GoType.String], false, GoType.Int, a => new IntegerValue(Decimal(a[0].AsString()))),
        Arguments.OnAny("toDecimal", 1, GoType.Int64, a => Integer(FromOctal(TextOf.Value(a[0]).Text))),
        Arguments.OnMany("add", 0, GoType.Int64, a => Integer(a.Aggregate(0L, (sum, v) => unchecked(sum + Casting.Integer(v))))),
        Arguments.OnAny("add1", 1, GoType.Int64, a => Integer(unchecked(Casting.Integer(a[0]) + 1))),
        Arguments.OnAny("sub", 2, GoType.Int64, a => Integer(unchecked(Casting.Integer(a[0]) - Casting.Integer(a[1])))),
        Arguments.OnAny("div", 2, GoType.Int64, a => Divide(a, isRemainder: false)),
        Arguments.OnAny("mod", 2, GoType.Int64, a => Divide(a, isRemainder: true)),
        Arguments.OnMany("mul", 1, GoType.Int64, a => Integer(a.Aggregate(1L, (product, v) => unchecked(product * Casting.Integer(v))))),
        Arguments.OnMany("max", 1, GoType.Int64, a => Integer(a.Max(Casting.Integer))),
        Arguments.OnMany("biggest", 1, GoType.Int64, a => Integer(a.Max(Casting.Integer))),
        Arguments.OnMany("min", 1, GoType.Int64, a => Integer(a.Min(Casting.Integer))),
        Arguments.OnMany("maxf", 1, GoType.Float64, a => new FloatValue(a.Max(Casting.Float))),
        Arguments.OnMany("minf", 1, GoType.Float64, a => new FloatValue(a.Min(Casting.Float))),
        Arguments.OnMany("addf", 0, GoType.Float64, a => Exact(0, a, (x, y) => x + y, (x, y) => x + y)),
        Arguments.OnAny("add1f", 1, GoType.Float64, a => Exact(1, a, (x, y) => x + y, (x, y) => x + y)),
        Arguments.OnMany("subf", 1, GoType.Float64, a => ExactFrom(a, (x, y) => x - y, (x, y) => x - y)),
        Arguments.OnMany("mulf", 1, GoType.Float64, a => ExactFrom(a, (x, y) => x * y, (x, y) => x * y)),
        Arguments.OnMany("divf", 1, GoType.Float64, DivideExactly),
        Arguments.OnAny("floor", 1, GoType.Float64, a => new FloatValue(Math.Floor(Casting.Float(a[0])))),
        Arguments.OnAny("ceil", 1, GoType.Float64, a => new FloatValue(Math.Ceiling(Casting.Float(a[0])))),
        new("round", [GoType.Interface, GoType.Int, GoType.Float64], true, GoType.Float64, Round),
        new("until", [GoType.Int], false, GoType.ListOf(GoType.Int), a => List(Sequence(0, a[0].AsInt(), a[0].AsInt() < 0 ? -1 : 1))),
        new("untilStep", [GoType.Int, GoType.Int, GoType.Int], false, GoType.ListOf(GoType.Int), a => List(Sequence(a[0].AsInt(), a[1].AsInt(), a[2].AsInt()))),
        new("seq", [GoType.Int], true, GoType.String, a => GoValue.Of(string.Join(' ', Numbers(a)))),
    ];

    private static IntegerValue Integer(long value) => new(value, GoType.Int64);

    private static long Decimal(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : 0;

    private static long FromOctal(string text)
    {
        long value = 0;
        foreach (char c in text)
        {
            if (c is < '0' or > '7' || value > long.MaxValue / 8)
                return 0;
            value = (value * 8) + c - '0';
        }
        return value;
    }

    private static IntegerValue Divide(GoValue[] arguments, bool isRemainder)
    {
        long divisor = Casting.Integer(arguments[1]);
        if (divisor == 0)
            throw new GoFunctionException("runtime error: integer divide by zero");
        long dividend = Casting.Integer(arguments[0]);
        if (divisor == -1)
            return Integer(isRemainder ? 0 : unchecked(-dividend));
        return Integer(isRemainder ? dividend % divisor : dividend / divisor);
    }

    private static FloatValue ExactFrom(GoValue[] arguments, Func<decimal, decimal, decimal> exact, Func<double, double, double> rough) =>
        Exact(Casting.Float(arguments[0]), arguments[1..], exact, rough);

    private static FloatValue DivideExactly(GoValue[] arguments)
    {
        if (arguments.Skip(1).Any(a => Casting.Float(a) == 0))
            throw new GoFunctionException("decimal division by 0");
        return ExactFrom(arguments, (x, y) => Math.Round(x / y, DivisionPlaces, MidpointRounding.AwayFromZero), (x, y) => x / y);
    }

    /// <summary>Computes with decimal numbers, as sprig does, and with floating-point ones where they are too large.</summary>
    private static FloatValue Exact(double start, IEnumerable<GoValue> values, Func<decimal, decimal, decimal> exact, Func<double, double, double> rough)
    {
        double[] numbers = [.. values.Select(Casting.Float)];
        try
        {
            return new FloatValue((double)numbers.Aggregate((decimal)start, (x, y) => exact(x, (decimal)y)));
        }
        catch (OverflowException)
        {
            return new FloatValue(numbers.Aggregate(start, rough));
        }
    }

    private static FloatValue Round(GoValue[] arguments)
    {
        double threshold = arguments.Length > 2 ? ((FloatValue)arguments[2]).Value : 0.5;
        double power = Math.Pow(10, arguments[1].AsInt());
        double scaled = power * Casting.Float(arguments[0]);
        double fraction = scaled - Math.Truncate(scaled);
        return new FloatValue((fraction >= threshold ? Math.Ceiling(scaled) : Math.Floor(scaled)) / power);
    }

    private static ListValue List(IEnumerable<long> numbers) => new(GoType.ListOf(GoType.Int), [.. numbers.Select(n => new IntegerValue(n))]);

    private static IEnumerable<long> Numbers(GoValue[] arguments)
    {
        switch (arguments.Length)
        {
            case 1:
            case 2:
                int first = arguments.Length == 1 ? 1 : arguments[0].AsInt();
                int last = arguments[^1].AsInt();
                int step = last < first ? -1 : 1;
                return Sequence(first, (long)last + step, step);
            case 3:
                int from = arguments[0].AsInt();
                int by = arguments[1].AsInt();
                int to = arguments[2].AsInt();
                return to < from && by > 0 ? [] : Sequence(from, (long)to + (to < from ? -1 : 1), by);
            default:
                return [];
        }
    }

    private static IEnumerable<long> Sequence(long start, long stop, long step)
    {
        if (stop < start ? step >= 0 : step <= 0)
            return [];
        long count = ((Math.Abs(stop - start) - 1) / Math.Abs(step)) + 1;
        if (start == stop)
            return [];
        if (count > LongestSequence)
            throw new GoFunctionException($"a sequence of {count} numbers is longer than {LongestSequence}");
        return Enumerable.Range(0, (int)count).Select(i => start + (i * step));
    }
}
