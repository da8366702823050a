using System.Text.Json;

namespace ContainerSecurity.Helm.Values.Schemas;

/// <summary>The words of Helm's validator for each keyword.</summary>
internal static class SchemaWording
{
    /// <summary>What a keyword says of a value.</summary>
    /// <param name="keyword">The keyword; empty for a schema that allows nothing.</param>
    /// <param name="schema">The schema that has it.</param>
    /// <param name="value">The value.</param>
    /// <param name="message">What to say where there are no own words.</param>
    public static string Of(string keyword, JsonElement? schema, JsonElement? value, string message)
    {
        JsonElement wanted = default;
        if (schema is not { ValueKind: JsonValueKind.Object } known || !known.TryGetProperty(keyword, out wanted) || value is not { } given)
            return keyword.Length == 0 ? "false schema" : message;
        return keyword switch
        {
            "type" => $"got {TypeOf(given)}, want {string.Join(" or ", Texts(wanted))}",
            "required" => Missing([.. Texts(wanted).Where(n => !given.TryGetProperty(n, out _))]),
            "enum" => $"value must be one of {string.Join(", ", wanted.EnumerateArray().Select(Shown))}",
            "const" => $"value must be {Shown(wanted)}",
            "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" => $"{keyword}: got {given.GetRawText()}, want {wanted.GetRawText()}",
            "minLength" or "maxLength" when given.ValueKind == JsonValueKind.String => $"{keyword}: got {given.GetString()!.EnumerateRunes().Count()}, want {wanted.GetRawText()}",
            "minItems" or "maxItems" when given.ValueKind == JsonValueKind.Array => $"{keyword}: got {given.GetArrayLength()}, want {wanted.GetRawText()}",
            "minProperties" or "maxProperties" when given.ValueKind == JsonValueKind.Object => $"{keyword}: got {given.EnumerateObject().Count()}, want {wanted.GetRawText()}",
            "pattern" => $"{Shown(given)} does not match pattern '{wanted.GetString()}'",
            "format" => $"{Shown(given)} is not valid {wanted.GetString()}",
            _ => message,
        };
    }

    private static string Missing(string[] names) =>
        names.Length == 1 ? $"missing property '{names[0]}'" : $"missing properties {string.Join(", ", names.Select(n => $"'{n}'"))}";

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)
            : [value.ToString()];

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? $"'{value.GetString()}'" : value.GetRawText();

    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.Null => "null",
            _ => "boolean",
        };
}
