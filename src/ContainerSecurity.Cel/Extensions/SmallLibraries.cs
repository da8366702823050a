using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>The extensions <c>sets</c>, <c>encoders</c> and two-variable comprehensions.</summary>
internal static class SmallLibraries
{
    public static CelLibrary Sets() => new CelLibrary("sets")
        .Function("list_sets_contains_list", "sets.contains", "f(list(T), list(T)) -> bool", (a, b) => CelValue.From(Contains(a, b)))
        .Function("list_sets_equivalent_list", "sets.equivalent", "f(list(T), list(T)) -> bool", (a, b) => CelValue.From(Contains(a, b) && Contains(b, a)))
        .Function(
            "list_sets_intersects_list",
            "sets.intersects",
            "f(list(T), list(T)) -> bool",
            (a, b) => CelValue.From(Array.Exists(ListFunctions.Items(b), ((CelList)a.Reference!).Contains)));

    private static bool Contains(CelValue list, CelValue part) => Array.TrueForAll(ListFunctions.Items(part), ((CelList)list.Reference!).Contains);

    public static CelLibrary Encoders() => new CelLibrary("encoders")
        .Function("base64_encode_bytes", "base64.encode", "f(bytes) -> string", b => CelValue.From(Convert.ToBase64String(((CelBytes)b.Reference!).Content)))
        .Function("base64_decode_string", "base64.decode", "f(string) -> bytes", Decode);

    private static CelValue Decode(CelValue value)
    {
        string text = ((string)value.Reference!).TrimEnd('=');
        try
        {
            return CelValue.From(new CelBytes(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='))));
        }
        catch (FormatException)
        {
            return CelValue.Error("illegal base64 data");
        }
    }

    public static CelLibrary TwoVariables() => new CelLibrary("twoVariableComprehensions")
        .Macro(StandardMacros.TwoVariables)
        .Function("@mapInsert_map_map", Operators.MapInsert, "f(map(K, V), map(K, V)) -> map(K, V)", (_, _) => Errors.NoSuchOverload)
        .Function("@mapInsert_map_key_value", Operators.MapInsert, "f(map(K, V), K, V) -> map(K, V)", (CelValue[] _) => Errors.NoSuchOverload);
}
