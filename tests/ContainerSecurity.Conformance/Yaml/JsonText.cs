using System.Globalization;
using System.Text.Json;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Conformance.Yaml;

/// <summary>Values as JSON with sorted keys, so that two can be compared as texts.</summary>
internal static class JsonText
{
    /// <summary>A document as the API server reads it.</summary>
    /// <param name="node">The document.</param>
    /// <param name="dropNulls">Whether members that are null are left out, as a merge patch leaves them out.</param>
    public static string Of(DocumentNode node, bool dropNulls = false) => node switch
    {
        MappingNode mapping => Object(mapping.Entries.Select(e => (e.Key, Of(e.Value, dropNulls))).Where(e => !dropNulls || e.Item2 != "null")),
        SequenceNode sequence => $"[{string.Join(",", sequence.Items.Select(i => Of(i)))}]",
        _ => OfScalar((ScalarNode)node),
    };

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(value.EnumerateObject().Select(p => (p.Name, Of(p.Value)))),
        JsonValueKind.Array => $"[{string.Join(",", value.EnumerateArray().Select(Of))}]",
        JsonValueKind.Number => Number(value.GetDouble(), value.TryGetInt64(out long whole) ? whole : null),
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        _ => value.GetRawText(),
    };

    private static string OfScalar(ScalarNode scalar)
    {
        if (scalar.IsNull)
            return "null";
        if (scalar.TryBoolean(out bool flag))
            return flag ? "true" : "false";
        if (scalar.TryInteger(out long whole))
            return Number(whole, whole);
        CelValue value = DocumentValue.Of(scalar);
        return value.Kind == CelKind.Double ? Number(value.AsDouble(), null) : JsonSerializer.Serialize(scalar.Text);
    }

    private static string Number(double value, long? whole) =>
        whole is { } integer ? integer.ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Object(IEnumerable<(string Key, string Value)> members) =>
        "{" + string.Join(",", members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => JsonSerializer.Serialize(m.Key) + ":" + m.Value)) + "}";
}
