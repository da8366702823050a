using System.Globalization;
using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Reads fields of JSON that may be of any kind.</summary>
internal static class JsonFields
{
    /// <summary>A field; undefined where it is absent.</summary>
    public static JsonElement Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    /// <summary>The text of a field; null where it has none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The items of a list; none where a field is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>The fields of an object; none where it is none.</summary>
    public static IEnumerable<JsonProperty> Fields(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    /// <summary>The texts of a list.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        [.. element.Items(name).Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)];

    /// <summary>The time of a field; null where it has none.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(
            element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time)
            ? time
            : null;

    /// <summary>Whether a field is there and of another kind than it should be.</summary>
    public static bool IsOther(this JsonElement element, string name, JsonValueKind kind) =>
        element.Field(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) and var found && found != kind;
}
