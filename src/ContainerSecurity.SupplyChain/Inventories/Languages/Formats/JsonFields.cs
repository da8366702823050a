using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>
/// Asks JSON for what it may hold. A value of another kind than the one that is asked for counts as absent.
/// </summary>
internal static class JsonFields
{
    /// <summary>The value of a field; null where there is none.</summary>
    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>The text of a field; null where there is none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Whether a field is <c>true</c>.</summary>
    public static bool IsTrue(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.True };

    /// <summary>The fields of an object; none where it is no object.</summary>
    public static JsonElement.ObjectEnumerator Fields(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : default;

    /// <summary>The items of a list; none where it is no list.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : default;

    /// <summary>The fields of an object that is a field; none where there is no such.</summary>
    public static JsonElement.ObjectEnumerator Fields(this JsonElement element, string name) => element.Field(name).Fields();

    /// <summary>The items of a list that is a field; none where there is no such.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, string name) => element.Field(name).Items();

    /// <summary>The texts of a list, or the one text that stands in its place.</summary>
    public static List<string> Texts(this JsonElement element, string name)
    {
        if (element.Text(name) is { } one)
            return one.Length == 0 ? [] : [one];
        var texts = new List<string>();
        foreach (JsonElement item in element.Items(name))
            if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } text)
                texts.Add(text);
        return texts;
    }
}
