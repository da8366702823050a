using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Definitions;

/// <summary>Reads the fields of a definition with their types, as Go reads JSON: names whatever their case, null as if absent.</summary>
internal sealed class DefinitionFields(ObjectMap map)
{
    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    public Origin Origin => map.Origin;

    /// <summary>The value of a field; null where it is absent or null.</summary>
    public ObjectNode? this[string name]
    {
        get
        {
            asked.Add(name);
            ObjectNode? exact = map[name];
            exact ??= map.Entries.FirstOrDefault(e => string.Equals(e.Key, name, StringComparison.OrdinalIgnoreCase))?.Value;
            return exact is { IsNull: false } ? exact : null;
        }
    }

    /// <summary>Refuses fields that nobody has asked for.</summary>
    /// <exception cref="BuildException">There is one.</exception>
    public void RefuseOthers()
    {
        foreach (ObjectEntry entry in map.Entries)
            if (!asked.Contains(entry.Key))
                throw new BuildException(entry.KeyOrigin, $"Kustomize knows no field '{entry.Key}' here.");
    }

    public PlacedText? Placed(string name) => this[name] is { } node ? TextOf(node, name) : null;

    public string Text(string name) => Placed(name)?.Text ?? "";

    public bool Flag(string name) => this[name] switch
    {
        null => false,
        ObjectScalar { Meaning: ScalarTag.Boolean } scalar when KnownFlag(scalar.Text) is { } flag => flag,
        { } other => throw Mistyped(other, name, "true or false"),
    };

    public long Number(string name) => this[name] switch
    {
        null => 0,
        ObjectScalar { Meaning: ScalarTag.Integer } scalar
            when PlainWords.TryInteger(scalar.Text, out ulong magnitude, out bool isNegative) && magnitude < long.MaxValue =>
            isNegative ? -(long)magnitude : (long)magnitude,
        { } other => throw Mistyped(other, name, "a whole number"),
    };

    public List<PlacedText> Texts(string name) => [.. Items(name).Select(i => TextOf(i, name))];

    /// <summary>The fields of each object of a list.</summary>
    public List<DefinitionFields> Objects(string name) =>
        [.. Items(name).Select(i => i is ObjectMap item ? new DefinitionFields(item) : throw Mistyped(i, name, "a list of objects"))];

    public DefinitionFields? Object(string name) => this[name] switch
    {
        null => null,
        ObjectMap inner => new DefinitionFields(inner),
        { } other => throw Mistyped(other, name, "an object"),
    };

    /// <summary>The keys and texts of an object.</summary>
    public List<(string Key, PlacedText Value)> Pairs(string name)
    {
        if (this[name] is not { } node)
            return [];
        if (node is not ObjectMap inner)
            throw Mistyped(node, name, "an object of texts");
        var pairs = new List<(string, PlacedText)>();
        foreach (ObjectEntry entry in inner.Entries)
        {
            if (IsWord(entry))
                throw new BuildException(entry.KeyOrigin, $"The key '{entry.Key}' is a truth value in YAML 1.1; put it in quotes.");
            pairs.Add((entry.Key, entry.Value.IsNull ? new PlacedText("", entry.Value.Origin) : TextOf(entry.Value, name)));
        }
        return pairs;
    }

    /// <summary>The truth values of an object.</summary>
    public HashSet<string> Flags(string name) =>
        Object(name) is { } inner ? [.. inner.Names.Where(inner.Flag)] : [];

    private IEnumerable<string> Names => map.Entries.Select(e => e.Key);

    private List<ObjectNode> Items(string name) => this[name] switch
    {
        null => [],
        ObjectList list => list.Items,
        { } other => throw Mistyped(other, name, "a list"),
    };

    private static PlacedText TextOf(ObjectNode node, string name) => node switch
    {
        ObjectScalar { IsNull: true } => new PlacedText("", node.Origin),
        ObjectScalar { Meaning: ScalarTag.Text or ScalarTag.Timestamp } scalar => new PlacedText(scalar.Text, node.Origin),
        _ => throw Mistyped(node, name, "a text; put it in quotes"),
    };

    private static BuildException Mistyped(ObjectNode node, string name, string wanted) =>
        new(node.Origin, $"The field '{name}' must be {wanted}.");

    private static bool? KnownFlag(string word) => word.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "ON" => true,
        "FALSE" or "NO" or "N" or "OFF" => false,
        _ => null,
    };

    /// <summary>Whether a key is a truth value without quotes.</summary>
    private static bool IsWord(ObjectEntry entry)
    {
        if (KnownFlag(entry.Key) is null)
            return false;
        SourceSpan span = entry.KeyOrigin.Span;
        string line = SourceLines.Of(entry.KeyOrigin.File).ElementAtOrDefault(span.Line - 1) ?? "";
        return span.Column <= line.Length && line[span.Column - 1] is not ('"' or '\'');
    }
}
