using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>The extension <c>math</c>.</summary>
internal static class MathFunctions
{
    private static readonly string[] Numbers = ["int", "uint", "double"];

    public static CelLibrary Create()
    {
        var library = new CelLibrary("math").Macro(
            new Macro("greatest", true, Macro.Any, c => Extreme(c, "math.@max"), receiver: "math"),
            new Macro("least", true, Macro.Any, c => Extreme(c, "math.@min"), receiver: "math"));
        Extremes(library, "math.@max", 1);
        Extremes(library, "math.@min", -1);
        foreach (string type in Numbers)
        {
            library.Function("math_abs_" + type, "math.abs", $"f({type}) -> {type}", Abs)
                .Function("math_sign_" + type, "math.sign", $"f({type}) -> {type}", Sign)
                .Function("math_sqrt_" + type, "math.sqrt", $"f({type}) -> double", v => CelValue.From(Math.Sqrt(Conversions.ToDouble(v).DoubleBits)));
        }
        Rounding(library);
        Bits(library);
        return library;
    }

    private static Call Extreme(Call call, string function)
    {
        string name = "math." + call.Function;
        if (call.Arguments.Length == 0)
            throw new CelSyntaxException(call.Target!.Position, $"{name}() requires at least one argument");
        foreach (Expr argument in call.Arguments)
        {
            bool single = call.Arguments.Length == 1;
            bool wrong = argument switch
            {
                Literal literal => !literal.Value.IsNumber,
                ListExpr list => !single
                    || list.Items.Length == 0
                    || list.Items.Any(i => i is Literal l ? !l.Value.IsNumber : i is ListExpr or MapExpr or StructExpr),
                MapExpr or StructExpr => true,
                _ => false,
            };
            if (wrong)
                throw new CelSyntaxException(
                    argument.Position,
                    single ? $"{name}() invalid single argument value" : $"{name}() simple literal arguments must be numeric");
        }
        Expr[] arguments = call.Arguments.Length <= 2 ? call.Arguments : [new ListExpr(call.Position, call.Arguments, null)];
        return new Call(call.Position, function, null, arguments);
    }

    private static void Extremes(CelLibrary library, string name, int sign)
    {
        foreach (string left in Numbers)
        {
            library.Function($"{name}_{left}", name, $"f({left}) -> {left}", a => a)
                .Function($"{name}_list_{left}", name, $"f(list({left})) -> {left}", list => OfList(list, sign));
            foreach (string right in Numbers)
                library.Function($"{name}_{left}_{right}", name, $"f({left}, {right}) -> {(left == right ? left : "dyn")}", (a, b) => OfTwo(a, b, sign));
        }
    }

    private static CelValue OfTwo(CelValue a, CelValue b, int sign) => Comparison.Compare(a, b) is { } order
        ? (order == Values.Numbers.Unordered || order * sign >= 0 ? a : b) : Errors.NoSuchOverload;

    private static CelValue OfList(CelValue value, int sign)
    {
        var list = (CelList)value.Reference!;
        if (list.Count == 0)
            return CelValue.Error($"math.@{(sign > 0 ? "max" : "min")}(list) argument must not be empty");
        CelValue best = list[0];
        for (int i = 0; i < list.Count; i++)
        {
            if (!list[i].IsNumber)
                return Errors.NoSuchOverload;
            best = OfTwo(best, list[i], sign);
        }
        return best;
    }

    private static CelValue Abs(CelValue v) => v.Kind switch
    {
        CelKind.Int => v.Bits == long.MinValue ? Errors.IntOverflow : CelValue.From(Math.Abs(v.Bits)),
        CelKind.Double => CelValue.From(Math.Abs(v.DoubleBits)),
        _ => v,
    };

    private static CelValue Sign(CelValue v) => v.Kind switch
    {
        CelKind.Int => CelValue.From((long)Math.Sign(v.Bits)),
        CelKind.Uint => CelValue.From(v.Bits == 0 ? 0UL : 1UL),
        _ => double.IsNaN(v.DoubleBits) ? v : CelValue.From((double)Math.Sign(v.DoubleBits)),
    };

    private static void Rounding(CelLibrary library)
    {
        (string Name, Func<double, double> Body)[] functions =
        [
            ("ceil", Math.Ceiling), ("floor", Math.Floor), ("trunc", Math.Truncate), ("round", d => Math.Round(d, MidpointRounding.AwayFromZero)),
        ];
        foreach ((string name, Func<double, double> body) in functions)
            library.Function($"math_{name}_double", "math." + name, "f(double) -> double", v => CelValue.From(body(v.DoubleBits)));
        (string Name, Func<double, bool> Body)[] tests =
        [
            ("isInf", double.IsInfinity),
            ("isNaN", double.IsNaN),
            ("isFinite", d => !double.IsNaN(d) && !double.IsInfinity(d))
        ];
        foreach ((string name, Func<double, bool> body) in tests)
            library.Function($"math_{name}_double", "math." + name, "f(double) -> bool", v => CelValue.From(body(v.DoubleBits)));
    }

    private static void Bits(CelLibrary library)
    {
        (string Name, Func<long, long, long> Body)[] functions = [("bitAnd", (a, b) => a & b), ("bitOr", (a, b) => a | b), ("bitXor", (a, b) => a ^ b)];
        foreach ((string name, Func<long, long, long> body) in functions)
            library.Function($"math_{name}_int_int", "math." + name, "f(int, int) -> int", (a, b) => CelValue.From(body(a.Bits, b.Bits)))
                .Function($"math_{name}_uint_uint", "math." + name, "f(uint, uint) -> uint", (a, b) => CelValue.From((ulong)body(a.Bits, b.Bits)));
        library.Function("math_bitNot_int", "math.bitNot", "f(int) -> int", a => CelValue.From(~a.Bits))
            .Function("math_bitNot_uint", "math.bitNot", "f(uint) -> uint", a => CelValue.From(~a.UintBits))
            .Function(
                "math_bitShiftLeft_int",
                "math.bitShiftLeft",
                "f(int, int) -> int",
                (a, n) => Shift(n, () => CelValue.From(n.Bits > 63 ? 0L : a.Bits << (int)n.Bits)))
            .Function(
                "math_bitShiftLeft_uint",
                "math.bitShiftLeft",
                "f(uint, int) -> uint",
                (a, n) => Shift(n, () => CelValue.From(n.Bits > 63 ? 0UL : a.UintBits << (int)n.Bits)))
            .Function(
                "math_bitShiftRight_int",
                "math.bitShiftRight",
                "f(int, int) -> int",
                (a, n) => Shift(n, () => CelValue.From(n.Bits > 63 ? 0L : (long)(a.UintBits >> (int)n.Bits))))
            .Function(
                "math_bitShiftRight_uint",
                "math.bitShiftRight",
                "f(uint, int) -> uint",
                (a, n) => Shift(n, () => CelValue.From(n.Bits > 63 ? 0UL : a.UintBits >> (int)n.Bits)));
    }

    private static CelValue Shift(CelValue by, Func<CelValue> body) => by.Bits < 0 ? CelValue.Error($"math.bitShift() negative offset: {by.Bits}") : body();
}
