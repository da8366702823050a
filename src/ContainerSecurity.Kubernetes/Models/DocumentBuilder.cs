using System.Text.Json;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Kubernetes.Models;

/// <summary>Makes the nodes of one object's document. All have the same place, the object; what tells them apart is their path.</summary>
internal sealed class DocumentBuilder(SourceFile file)
{
    /// <summary>As deep as files may be nested.</summary>
    public static int MaxDepth => DocumentLimits.Default.MaxDepth;

    /// <summary>More values than any object that a cluster stores: it holds at most 1.5 MiB.</summary>
    private const int MaxNodes = 1_000_000;

    private int nodes;

    public MappingNode Mapping(IReadOnlyList<MappingEntry> entries) => new(Counted(), SourceSpan.FileStart, entries);

    public SequenceNode Sequence(IReadOnlyList<DocumentNode> items) => new(Counted(), SourceSpan.FileStart, items);

    /// <summary>A text, which is never read as a number or a boolean.</summary>
    public ScalarNode Text(string text) => new(Counted(), SourceSpan.FileStart, text, ScalarStyle.Quoted);

    /// <summary>A number, a boolean or null, as JSON writes it.</summary>
    public ScalarNode Word(string word) => new(Counted(), SourceSpan.FileStart, word, ScalarStyle.Plain);

    public static MappingEntry Entry(string key, DocumentNode value) => new(key, SourceSpan.FileStart, value);

    /// <summary>Makes the nodes of a JSON value.</summary>
    /// <exception cref="UnreadableObjectException">It is nested too deep, or has too many values.</exception>
    public DocumentNode Json(JsonElement element, int depth = 0) => element.ValueKind switch
    {
        JsonValueKind.Object => Object(element, Deeper(depth)),
        JsonValueKind.Array => Sequence([.. Items(element, Deeper(depth))]),
        JsonValueKind.String => Text(element.GetString()!),
        JsonValueKind.Undefined or JsonValueKind.Null => Word("null"),
        JsonValueKind.True => Word("true"),
        JsonValueKind.False => Word("false"),
        _ => Word(element.GetRawText()),
    };

    /// <summary>The depth of what stands below.</summary>
    /// <exception cref="UnreadableObjectException">It is nested too deep.</exception>
    public static int Deeper(int depth) =>
        depth < MaxDepth ? depth + 1 : throw new UnreadableObjectException($"it is nested deeper than {MaxDepth} levels");

    /// <summary>Makes the entries of a JSON object. Of a key that is given twice the last counts, as for the API server.</summary>
    /// <param name="element">The object.</param>
    /// <param name="read">Makes a node of a value; null to leave it out.</param>
    public static List<MappingEntry> Entries(JsonElement element, Func<JsonProperty, DocumentNode?> read)
    {
        var entries = new List<MappingEntry>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (read(property) is not { } node)
                continue;
            if (numbers.TryAdd(property.Name, entries.Count))
                entries.Add(Entry(property.Name, node));
            else
                entries[numbers[property.Name]] = Entry(property.Name, node);
        }
        return entries;
    }

    private MappingNode Object(JsonElement element, int depth) => Mapping(Entries(element, p => Json(p.Value, depth)));

    private IEnumerable<DocumentNode> Items(JsonElement element, int depth)
    {
        foreach (JsonElement item in element.EnumerateArray())
            yield return Json(item, depth);
    }

    /// <summary>How many items a list has, of which some may not be made.</summary>
    /// <exception cref="UnreadableObjectException">There are too many.</exception>
    public static int Checked(int items) => items <= MaxNodes ? items : throw new UnreadableObjectException($"it has more than {MaxNodes} values");

    private SourceFile Counted() => ++nodes <= MaxNodes ? file : throw new UnreadableObjectException($"it has more than {MaxNodes} values");
}
