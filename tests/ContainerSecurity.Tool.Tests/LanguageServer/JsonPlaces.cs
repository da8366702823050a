using System.Text.Json.Nodes;
using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.Tests.LanguageServer;

/// <summary>Places and changes as JSON.</summary>
internal static class JsonPlaces
{
    public static JsonObject Of(Position position) => new() { ["line"] = position.Line, ["character"] = position.Character };

    public static JsonObject Of(Range range) => new() { ["start"] = Of(range.Start), ["end"] = Of(range.End) };

    public static JsonObject Change(Range range, string text) => new() { ["range"] = Of(range), ["text"] = text };

    /// <summary>Where some words first stand in a text.</summary>
    public static Range Find(string text, string words)
    {
        var document = new DocumentText(text);
        int at = text.IndexOf(words, StringComparison.Ordinal);
        return new Range(document.PositionOf(at), document.PositionOf(at + words.Length));
    }

    public static JsonObject At(string uri, Position position) => new() { ["textDocument"] = new JsonObject { ["uri"] = uri }, ["position"] = Of(position) };

    public static JsonObject In(string uri, Range range, params string[] only) => new()
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri },
        ["range"] = Of(range),
        ["context"] = only.Length == 0 ? new JsonObject { ["diagnostics"] = new JsonArray() }
            : new JsonObject { ["diagnostics"] = new JsonArray(), ["only"] = new JsonArray([.. only.Select(o => JsonValue.Create(o))]) },
    };

    /// <summary>A text after the changes of an action, which are applied from the last to the first.</summary>
    public static string Apply(string text, JsonNode action, string uri)
    {
        JsonArray edits = (action["edit"]!["changes"]?[uri] ?? action["edit"]!["documentChanges"]![0]!["edits"])!.AsArray();
        var document = new DocumentText(text);
        foreach (JsonNode? edit in edits.Reverse())
            document = document.With(Read(edit!["range"]!), (string)edit["newText"]!);
        return document.Text;
    }

    private static Range Read(JsonNode range) => new(Place(range["start"]!), Place(range["end"]!));

    private static Position Place(JsonNode place) => new((int)place["line"]!, (int)place["character"]!);
}
