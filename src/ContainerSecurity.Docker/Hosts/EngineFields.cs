using System.Text.Json;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>Reads fields of an engine's answers. What is absent, or of another type, is null.</summary>
internal static class EngineFields
{
    /// <summary>A text that is not empty.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Field(name, JsonValueKind.String)?.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>An object.</summary>
    public static JsonElement? Object(this JsonElement element, string name) => element.Field(name, JsonValueKind.Object);

    /// <summary>The items of a list; none where it is absent.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Field(name, JsonValueKind.Array)?.EnumerateArray().AsEnumerable() ?? [];

    /// <summary>The texts of a list; none where it is absent.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        element.Items(name).Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!);

    /// <summary>A whole number.</summary>
    public static long? Number(this JsonElement element, string name) =>
        element.Field(name, JsonValueKind.Number) is { } value && value.TryGetInt64(out long number) ? number : null;

    /// <summary>A time.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        element.Field(name, JsonValueKind.String) is { } value && value.TryGetDateTimeOffset(out DateTimeOffset time) ? time : null;

    private static JsonElement? Field(this JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : null;
}
