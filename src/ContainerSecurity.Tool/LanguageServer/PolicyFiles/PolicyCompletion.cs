using System.Text.Json;
using ContainerSecurity.Rules;
using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.Hovers;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.LanguageServer.PolicyFiles;

/// <summary>Completes and explains policy files by their schema.</summary>
internal static class PolicyCompletion
{
    private const int Property = 10, Value = 12;
    private const string Markdown = "markdown", Plain = "plaintext";

    /// <summary>What may be written at a place: keys, or the words that a key takes.</summary>
    public static IReadOnlyList<CompletionItem> At(DocumentText text, Position position)
    {
        string whole = text.Line(position.Line);
        string before = whole[..Math.Min(position.Character, whole.Length)];
        YamlLine line = YamlLine.OfPart(before);
        IReadOnlyList<string> path = YamlPath.Around(text, position.Line, line);
        if (line.Rest.TrimStart() is ['#', ..] or ['{', ..] or ['[', ..])
            return [];
        string prefix = line.Rest.TrimStart();
        var range = new Range(position with { Character = before.Length - prefix.Length }, position with { Character = before.Length });
        if (line.Key is { } key)
            return [.. WordsAt([.. path, key], range, line.Rest.Length == 0 ? " " : "")];
        return [.. KeysAt(path, range), .. path.Count > 0 && path[^1] == YamlPath.Item ? WordsAt(path, range, "") : []];
    }

    /// <summary>What the key of a line means; null where it is none.</summary>
    public static string? Describe(DocumentText text, int number)
    {
        if (YamlLine.Of(text.Line(number)) is not { Key: { } key } line)
            return null;
        IReadOnlyList<string> path = YamlPath.Around(text, number, line);
        return path is ["rules"] && HoverText.Find(key) is { } rule ? HoverText.Of(rule, null) : SchemaTree.Policies.Description([.. path, key]);
    }

    private static IEnumerable<CompletionItem> KeysAt(IReadOnlyList<string> path, Range range)
    {
        SchemaTree schema = SchemaTree.Policies;
        foreach (JsonProperty property in schema.Properties(path))
        {
            string text = schema.IsNested(property.Value) ? $"{property.Name}:" : $"{property.Name}: ";
            yield return new CompletionItem(property.Name, Property, null, Documentation(property), new TextEdit(range, text));
        }
    }

    private static IEnumerable<CompletionItem> WordsAt(IReadOnlyList<string> path, Range range, string blank)
    {
        bool namesRules = path is [.., "waivers", YamlPath.Item, "rule"] or [.., "waivers", YamlPath.Item, "rules", YamlPath.Item];
        IEnumerable<(string Word, string? Detail)> words = namesRules
            ? RuleCatalog.All.Select(r => r.Descriptor).SelectMany(r => new[] { (r.Id, (string?)r.Title), (r.Slug, r.Title) })
            : SchemaTree.Policies.Words(path).Select(w => (w, (string?)null));
        return words.Select(w => new CompletionItem(w.Word, Value, w.Detail, null, new TextEdit(range, blank + w.Word)));
    }

    private static MarkupContent? Documentation(JsonProperty property) =>
        HoverText.Find(property.Name) is { } rule ? new MarkupContent(Markdown, HoverText.Of(rule, null))
        : SchemaTree.DescriptionOf(property.Value) is { } text ? new MarkupContent(Plain, text)
        : null;
}
