using System.Text.Json;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>What an engine tells of one of its objects.</summary>
/// <param name="Type">The type of object.</param>
/// <param name="Action">What happened to it.</param>
/// <param name="Id">The object's ID.</param>
/// <param name="Name">The object's name; null where it is not said.</param>
/// <param name="Time">When it happened, in nanoseconds since 1970.</param>
internal sealed record EngineEvent(string Type, string Action, string Id, string? Name, long Time)
{
    private const long Second = 1_000_000_000;

    /// <summary>Whether the object is gone.</summary>
    public bool IsEnd => Action is "destroy" or "remove" or "delete";

    /// <summary>The time as the engine takes it in a query.</summary>
    public static string Written(long time) => FormattableString.Invariant($"{time / Second}.{time % Second:D9}");

    /// <summary>Reads an event; null for something else.</summary>
    public static EngineEvent? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.Text("Type") is not { } type || root.Text("Action") is not { } action)
                return null;
            JsonElement? actor = root.Object("Actor");
            string id = actor?.Text("ID") ?? root.Text("id") ?? "";
            long time = root.Number("timeNano") ?? ((root.Number("time") ?? 0) * Second);
            return new EngineEvent(type, action, id, actor?.Object("Attributes")?.Text("name"), time);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
