using System.Text.Json;

namespace ContainerSecurity.Kubernetes.Api;

/// <summary>Reads what an API server says, of which nothing need be there.</summary>
internal static class JsonText
{
    /// <summary>Deeper than an object may be that is judged, so that one which is too deep is refused alone and not with its list.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 10_000 };

    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes) => JsonDocument.Parse(bytes, Options).RootElement;

    /// <summary>The value below a key; an undefined one where there is none.</summary>
    public static JsonElement Below(this JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out JsonElement value) ? value : default;

    /// <summary>The text below a key; null where there is none.</summary>
    public static string? TextOf(this JsonElement element, string key) =>
        element.Below(key) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The items below a key; none where there is no list.</summary>
    public static IEnumerable<JsonElement> ItemsOf(this JsonElement element, string key) =>
        element.Below(key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
