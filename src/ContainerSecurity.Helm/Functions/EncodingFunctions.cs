using System.Buffers.Text;
using ContainerSecurity.Helm.Serialization;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Helm's and sprig's functions of JSON, YAML, Base64 and Base32.</summary>
internal static class EncodingFunctions
{
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        Arguments.OnText("b64enc", 1, a => Convert.ToBase64String(GoBytes.Of(a[0].AsString())).From(a[0].AsText())),
        Arguments.OnText("b64dec", 1, a => FromBase64(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnText("b32enc", 1, a => Base32.Encode(GoBytes.Of(a[0].AsString())).From(a[0].AsText())),
        Arguments.OnText("b32dec", 1, a => Base32.Decode(a[0].AsString()).From(a[0].AsText())),
        Arguments.OnAny("toJson", 1, GoType.String, a => Quietly(() => GoJson.Write(a[0]))),
        Arguments.OnAny("mustToJson", 1, GoType.String, a => GoValue.Of(GoJson.Write(a[0]))),
        Arguments.OnAny("toPrettyJson", 1, GoType.String, a => Quietly(() => GoJson.Write(a[0], indentation: "  "))),
        Arguments.OnAny("mustToPrettyJson", 1, GoType.String, a => GoValue.Of(GoJson.Write(a[0], indentation: "  "))),
        Arguments.OnAny("toRawJson", 1, GoType.String, a => GoValue.Of(GoJson.Write(a[0], isHtmlEscaped: false))),
        Arguments.OnAny("mustToRawJson", 1, GoType.String, a => GoValue.Of(GoJson.Write(a[0], isHtmlEscaped: false))),
        new("fromJson", [GoType.String], false, GoType.Map, a => MapOf(GoJsonReader.Read(a[0].AsString(), out string error), error)),
        new("fromJsonArray", [GoType.String], false, GoType.List, a => ListOf(GoJsonReader.Read(a[0].AsString(), out string error), error)),
        new(
            "mustFromJson", [GoType.String], false, GoType.Interface,
            a => GoJsonReader.Read(a[0].AsString(), out string error) ?? throw new GoFunctionException(error)),
        Arguments.OnAny("toYaml", 1, GoType.String, a => QuietYaml(a[0], isPretty: false)),
        Arguments.OnAny("mustToYaml", 1, GoType.String, a => new TextValue(GoYaml.Write(a[0]))),
        Arguments.OnAny("toYamlPretty", 1, GoType.String, a => QuietYaml(a[0], isPretty: true)),
        Arguments.OnAny("toToml", 1, GoType.String, a => ToToml(a[0])),
        new("fromToml", [GoType.String], false, GoType.Map, a => MapOf(TomlText.Read(a[0].AsString(), out string error), error)),
        new(
            "fromYaml", [GoType.String], false, GoType.Map,
            a => MapOf(ReadYaml(a[0], out string error), error, "error unmarshaling JSON: while decoding JSON: ")),
        new(
            "fromYamlArray", [GoType.String], false, GoType.List,
            a => ListOf(ReadYaml(a[0], out string error), error, "error unmarshaling JSON: while decoding JSON: ")),
    ];

    private static GoValue? ReadYaml(GoValue text, out string error)
    {
        IReadOnlyList<GoValue> documents = ValuesText.Read(new TemplateText("fromYaml", text.AsString()) { Origin = text.AsText() }, out error);
        if (error.Length == 0)
            return documents.Count > 0 ? documents[0] : NilValue.Value;
        error = $"error converting YAML to JSON: yaml: {error}";
        return null;
    }

    private static MapValue MapOf(GoValue? value, string error, string prefix = "")
    {
        if (value is MapValue map)
            return map;
        var result = new MapValue(GoType.Map);
        if (value is not NilValue)
            result.Set("Error", GoValue.Of(value is null ? error : prefix + Mismatch(value, GoType.Map)));
        return result;
    }

    private static ListValue ListOf(GoValue? value, string error, string prefix = "")
    {
        if (value is ListValue list)
            return list;
        if (value is NilValue)
            return new ListValue(GoType.List, []);
        return new ListValue(GoType.List, [GoValue.Of(value is null ? error : prefix + Mismatch(value, GoType.List))]);
    }

    private static string Mismatch(GoValue value, GoType wanted) => $"json: cannot unmarshal {JsonKind(value)} into Go value of type {wanted}";

    private static string JsonKind(GoValue value) =>
        value switch { MapValue => "object", ListValue => "array", TextValue => "string", BoolValue => "bool", _ => "number" };

    /// <summary>What cannot be written is nothing, as Helm has it, so that charts go on.</summary>
    private static GoValue Quietly(Func<string> write)
    {
        try
        {
            return GoValue.Of(write());
        }
        catch (GoFunctionException)
        {
            return GoValue.Of("");
        }
    }

    /// <summary>Of what cannot be written Helm gives the complaint.</summary>
    private static GoValue ToToml(GoValue value)
    {
        try
        {
            return GoValue.Of(TomlText.Write(value));
        }
        catch (GoFunctionException failure)
        {
            return GoValue.Of(failure.Message);
        }
    }

    private static GoValue QuietYaml(GoValue value, bool isPretty)
    {
        try
        {
            return new TextValue(GoYaml.Write(value, isPretty));
        }
        catch (GoFunctionException)
        {
            return GoValue.Of("");
        }
    }

    /// <summary>The text that Base64 stands for, or Go's complaint, which sprig gives in its place.</summary>
    private static string FromBase64(string text)
    {
        string stripped = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        if (stripped.Length % 4 == 0 && !stripped.AsSpan().ContainsAny(' ', '\t') && Base64.IsValid(stripped))
            return GoBytes.Text(Convert.FromBase64String(stripped));
        return $"illegal base64 data at input byte {BadBase64Byte(stripped)}";
    }

    private static int BadBase64Byte(string text)
    {
        for (int i = 0; i < text.Length; i++)
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '/' or '='))
                return i;
        int padding = text.IndexOf('=', StringComparison.Ordinal);
        return padding >= 0 ? padding : text.Length - (text.Length % 4);
    }
}
