using System.Globalization;
using System.Text.Json;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Conformance.Templates;

/// <summary>Reads the data of the vectors: JSON as Go decodes it, and typed values in objects with one member <c>$type</c>.</summary>
internal static class TemplateCorpusValues
{
    public static GoValue Read(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Null => NilValue.Value,
            JsonValueKind.True or JsonValueKind.False => GoValue.Of(element.GetBoolean()),
            JsonValueKind.Number => new FloatValue(element.GetDouble()),
            JsonValueKind.String => GoValue.Of(element.GetString()!),
            JsonValueKind.Array => new ListValue(GoType.List, [.. element.EnumerateArray().Select(Read)]),
            _ when element.EnumerateObject().FirstOrDefault(p => p.Name.StartsWith('$')) is { Value.ValueKind: not JsonValueKind.Undefined } typed => ReadTyped(typed.Name, typed.Value),
            _ => ReadMap(GoType.Map, element, Read),
        };

    private static GoValue ReadTyped(string type, JsonElement value) =>
        type switch
        {
            "$int" => new IntegerValue(ReadInteger(value)),
            "$int64" => new IntegerValue(ReadInteger(value), GoType.Int64),
            "$uint" => new IntegerValue(ReadInteger(value), GoType.Uint),
            "$uint8" => new IntegerValue(ReadInteger(value), GoType.Uint8),
            "$float64" => new FloatValue(double.Parse(value.GetString()!, CultureInfo.InvariantCulture)),
            "$strings" => new ListValue(GoType.Strings, [.. value.EnumerateArray().Select(Read)]),
            "$ints" => new ListValue(GoType.ListOf(GoType.Int), [.. value.EnumerateArray().Select(i => new IntegerValue(i.GetInt64()))]),
            "$bytes" => new ListValue(GoType.Bytes, [.. value.GetBytesFromBase64().Select(b => new IntegerValue(b, GoType.Uint8))]),
            "$mapss" => ReadMap(GoType.MapOf(GoType.String, GoType.String), value, Read),
            "$mapsi" => ReadMap(GoType.MapOf(GoType.String, GoType.Int), value, i => new IntegerValue(i.GetInt64())),
            "$mapis" => ReadMap(GoType.MapOf(GoType.Int, GoType.String), value, Read),
            "$func" => new FunctionValue(TemplateCorpusFunctions.All.Single(f => f.Name == value.GetString())),
            _ => throw new NotSupportedException(type),
        };

    private static long ReadInteger(JsonElement value) => long.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static MapValue ReadMap(GoType type, JsonElement element, Func<JsonElement, GoValue> read)
    {
        var map = new MapValue(type);
        foreach (JsonProperty member in element.EnumerateObject())
            map.Set(map.HasIntegerKeys ? long.Parse(member.Name, CultureInfo.InvariantCulture) : member.Name, read(member.Value));
        return map;
    }
}
