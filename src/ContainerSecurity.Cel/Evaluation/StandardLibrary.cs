using ContainerSecurity.Cel.Parsing;
using ContainerSecurity.Cel.Regexes;

namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The functions that every environment has.</summary>
internal static class StandardLibrary
{
    private static readonly string[] Ordered = ["bool", "int", "uint", "double", "string", "bytes", "timestamp", "duration"];

    public static readonly CelLibrary Instance = Create();

    private static CelLibrary Create()
    {
        var library = new CelLibrary("standard");
        library.Macro(StandardMacros.All);
        Logic(library);
        Sums(library);
        Order(library);
        Containers(library);
        ConvertTypes(library);
        Strings(library);
        Calendar.AddTo(library);
        return library;
    }

    private static void Logic(CelLibrary library) => library
        .Function("logical_and", Operators.And, "f(bool, bool) -> bool", (a, b) => CelValue.From(a.IsTrue && b.IsTrue))
        .Function("logical_or", Operators.Or, "f(bool, bool) -> bool", (a, b) => CelValue.From(a.IsTrue || b.IsTrue))
        .Function("logical_not", Operators.Not, "f(bool) -> bool", a => a.IsBool ? CelValue.From(!a.IsTrue) : Errors.NoSuchOverloadOf(Operators.Not, a))
        .Function("not_strictly_false", Operators.NotStrictlyFalse, "f(bool) -> bool", a => CelValue.From(!a.IsFalse))
        .Function("conditional", Operators.Conditional, "f(bool, A, A) -> A", v => v[0].IsTrue ? v[1] : v[2])
        .Function("equals", Operators.Equal, "f(A, A) -> bool", Comparison.Equal)
        .Function("not_equals", Operators.NotEqual, "f(A, A) -> bool", Comparison.NotEqual);

    private static void Sums(CelLibrary library)
    {
        foreach (string type in new[] { "bytes", "double", "int", "list(A)", "string", "uint", "duration" })
            library.Function(
                type switch
                {
                    "list(A)" => "add_list",
                    "duration" => "add_duration_duration",
                    "int" or "uint" or "double" => $"add_{type}64".Replace("double64", "double"),
                    _ => "add_" + type
                },
                Operators.Add,
                $"f({type}, {type}) -> {type}",
                Arithmetic.Add);
        library.Function("add_duration_timestamp", Operators.Add, "f(duration, timestamp) -> timestamp", Arithmetic.Add)
            .Function("add_timestamp_duration", Operators.Add, "f(timestamp, duration) -> timestamp", Arithmetic.Add)
            .Function("subtract_duration_duration", Operators.Subtract, "f(duration, duration) -> duration", Arithmetic.Subtract)
            .Function("subtract_timestamp_timestamp", Operators.Subtract, "f(timestamp, timestamp) -> duration", Arithmetic.Subtract)
            .Function("subtract_timestamp_duration", Operators.Subtract, "f(timestamp, duration) -> timestamp", Arithmetic.Subtract);
        foreach (string type in new[] { "double", "int", "uint" })
        {
            string suffix = type == "double" ? type : type + "64";
            library.Function("subtract_" + suffix, Operators.Subtract, $"f({type}, {type}) -> {type}", Arithmetic.Subtract)
                .Function("multiply_" + suffix, Operators.Multiply, $"f({type}, {type}) -> {type}", Arithmetic.Multiply)
                .Function("divide_" + suffix, Operators.Divide, $"f({type}, {type}) -> {type}", Arithmetic.Divide);
            if (type != "double")
                library.Function("modulo_" + suffix, Operators.Modulo, $"f({type}, {type}) -> {type}", Arithmetic.Modulo);
            if (type != "uint")
                library.Function("negate_" + suffix, Operators.Negate, $"f({type}) -> {type}", Arithmetic.Negate);
        }
    }

    private static void Order(CelLibrary library)
    {
        (string Name, string Id, Func<CelValue, CelValue, CelValue> Body)[] operators =
        [
            (Operators.Less, "less", Comparison.Less),
            (Operators.LessOrEqual, "less_equals", Comparison.LessOrEqual),
            (Operators.Greater, "greater", Comparison.Greater),
            (Operators.GreaterOrEqual, "greater_equals", Comparison.GreaterOrEqual),
        ];
        foreach (var (name, id, body) in operators)
        {
            foreach (string type in Ordered)
                library.Function($"{id}_{type}", name, $"f({type}, {type}) -> bool", body);
            foreach (string left in new[] { "int", "uint", "double" })
                foreach (string right in new[] { "int", "uint", "double" })
                    if (left != right)
                        library.Function($"{id}_{left}_{right}", name, $"f({left}, {right}) -> bool", body);
        }
    }

    private static void Containers(CelLibrary library)
    {
        library.Function("in_list", Operators.In, "f(A, list(A)) -> bool", Comparison.In)
            .Function("in_map", Operators.In, "f(A, map(A, B)) -> bool", Comparison.In)
            .Function("index_list", Operators.Index, "f(list(A), int) -> A", Comparison.Index)
            .Function("index_map", Operators.Index, "f(map(A, B), A) -> B", Comparison.Index);
        foreach (string type in new[] { "bytes", "list(A)", "map(A, B)", "string" })
        {
            string id = type.Split('(')[0];
            library.Function("size_" + id, "size", $"f({type}) -> int", Conversions.Size)
                .Method(id + "_size", "size", $"{type}.size() -> int", Conversions.Size);
        }
    }

    private static void ConvertTypes(CelLibrary library)
    {
        library.Function("to_dyn", "dyn", "f(A) -> dyn", a => a).Function("type", "type", "f(A) -> type(A)", a => CelValue.From(a.Type));
        (string Type, string Sources, Func<CelValue, CelValue> Body)[] conversions =
        [
            ("bool", "bool string", Conversions.ToBool),
            ("bytes", "bytes string", Conversions.ToBytes),
            ("double", "double int uint string", Conversions.ToDouble),
            ("duration", "duration string int", Conversions.ToDuration),
            ("int", "int uint double string timestamp duration", Conversions.ToInt),
            ("string", "string bool bytes double duration int timestamp uint", Conversions.ToString),
            ("timestamp", "timestamp string int", Conversions.ToTimestamp),
            ("uint", "uint int double string", Conversions.ToUint),
        ];
        foreach (var (type, sources, body) in conversions)
            foreach (string source in sources.Split(' '))
                library.Function($"{source}_to_{type}", type, $"f({source}) -> {type}", body);
        foreach (CelType type in new[]
        {
            CelType.Bool,
            CelType.Int,
            CelType.Uint,
            CelType.Double,
            CelType.String,
            CelType.Bytes,
            CelType.AnyList,
            CelType.AnyMap,
            CelType.Null,
            CelType.AnyType,
            CelType.Timestamp,
            CelType.Duration
        })
            library.TypeName(type);
    }

    private static void Strings(CelLibrary library) => library
        .Method(
            "contains_string",
            "contains",
            "string.contains(string) -> bool",
            (a, b) => CelValue.From(((string)a.Reference!).Contains((string)b.Reference!)))
        .Method(
            "starts_with_string",
            "startsWith",
            "string.startsWith(string) -> bool",
            (a, b) => CelValue.From(((string)a.Reference!).StartsWith((string)b.Reference!, StringComparison.Ordinal)))
        .Method(
            "ends_with_string",
            "endsWith",
            "string.endsWith(string) -> bool",
            (a, b) => CelValue.From(((string)a.Reference!).EndsWith((string)b.Reference!, StringComparison.Ordinal)))
        .Method("matches_string", "matches", "string.matches(string) -> bool", Matches)
        .Function("matches", "matches", "f(string, string) -> bool", Matches);

    public static CelValue Matches(CelValue text, CelValue pattern)
    {
        try
        {
            return CelValue.From(CelRegex.Cached((string)pattern.Reference!).IsMatch((string)text.Reference!));
        }
        catch (RegexSyntaxException e)
        {
            return CelValue.Error(e.Message);
        }
    }
}
