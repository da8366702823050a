namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The errors of the language, in cel-go's words.</summary>
internal static class Errors
{
    public static CelValue NoSuchOverload => CelValue.Error("no such overload");
    public static CelValue NoSuchKey(CelValue key) => CelValue.Error($"no such key: {key}");
    public static CelValue NoSuchKey(string key) => CelValue.Error($"no such key: {key}");
    public static CelValue IntOverflow => CelValue.Error("integer overflow");
    public static CelValue UintOverflow => CelValue.Error("unsigned integer overflow");
    public static CelValue DurationOverflow => CelValue.Error("duration overflow");
    public static CelValue TimestampOverflow => CelValue.Error("timestamp overflow");
    public static CelValue DivisionByZero => CelValue.Error("division by zero");
    public static CelValue ModulusByZero => CelValue.Error("modulus by zero");

    public static CelValue NoSuchOverloadOf(string function, params CelValue[] arguments) =>
        CelValue.Error($"no such overload: {function}({string.Join(", ", arguments.Select(a => a.Type.Name))})");

    public static CelValue Conversion(CelValue from, string to) => CelValue.Error($"type conversion error from '{from.Type.Name}' to '{to}'");
}
