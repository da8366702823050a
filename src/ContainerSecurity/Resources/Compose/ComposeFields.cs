using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>Reads the fields of a compose file, which are often written in more than one way, and may hold variables that are not known.</summary>
internal static class ComposeFields
{
    /// <summary>A text; one that holds a variable without a known value is unknown.</summary>
    public static Field<string> Text(NodeView view, string key) => Resolve(view.Text(key));

    /// <summary>A boolean, quoted or not.</summary>
    public static Field<bool> Boolean(NodeView view, string key) => Text(view, key).As(ComposeScalars.Boolean);

    /// <summary>A number.</summary>
    public static Field<long> Integer(NodeView view, string key) => Text(view, key).As<long>(t => long.TryParse(t, out long number) ? number : null);

    /// <summary>Texts, written as a list or, for one, without it.</summary>
    public static FieldList<string> Texts(NodeView view, string key)
    {
        Field<DocumentNode> node = view.Node(key);
        if (node.IsKnown && node.Value is ScalarNode scalar)
            return FieldList<string>.Known([Resolve(Field<string>.Known(scalar.Text, scalar))], node: scalar);
        FieldList<string> list = view.TextList(key);
        return list.State == FieldState.Known ? FieldList<string>.Known([.. list.Items.Select(Resolve)], list.IsOpen, node.Node) : list;
    }

    /// <summary>The words of a command, written as a list or as a line.</summary>
    public static FieldList<string> Words(NodeView view, string key)
    {
        FieldList<string> texts = Texts(view, key);
        return texts.Items.Count != 1 || !texts.Items[0].IsKnown || view.Node(key).Or(view.Mapping!) is not ScalarNode line
            ? texts
            : FieldList<string>.Known(
                [.. line.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Select(w => Field<string>.Known(w, line))],
                node: line);
    }

    /// <summary>The values of what is written as a mapping or as a list of <c>key=value</c>, by key; one without a value is missing.</summary>
    public static IReadOnlyList<KeyValuePair<string, Field<string>>> Pairs(NodeView view, string key)
    {
        Field<DocumentNode> node = view.Node(key);
        if (!node.IsKnown || AsMapping(node.Value) is not MappingNode mapping)
            return [];
        var nodes = new Dictionary<string, DocumentNode>(StringComparer.Ordinal);
        foreach (DocumentNode item in (node.Value as SequenceNode)?.Items ?? [])
            if (item is ScalarNode pair)
                nodes[pair.Text.Split('=')[0]] = pair;
        return [.. mapping.Entries.Select(e => new KeyValuePair<string, Field<string>>(e.Key, AtItem(ValueOf(e.Value), nodes, e.Key)))];
    }

    /// <summary>A list of <c>key=value</c>, or of keys, as the mapping that it stands for; anything else as it is.</summary>
    public static DocumentNode AsMapping(DocumentNode node)
    {
        if (node is not SequenceNode list)
            return node;
        var entries = new Dictionary<string, MappingEntry>(StringComparer.Ordinal);
        foreach (DocumentNode item in list.Items)
            if (item is ScalarNode pair)
            {
                int equals = pair.Text.IndexOf('=');
                string name = equals < 0 ? pair.Text : pair.Text.Substring(0, equals);
                var value = equals < 0
                    ? new ScalarNode(pair.File, pair.Span, "", ScalarStyle.Plain)
                    : new ScalarNode(pair.File, pair.Span, pair.Text.Substring(equals + 1), ScalarStyle.Quoted);
                entries[name] = new MappingEntry(name, pair.Span, value);
            }
        return new MappingNode(list.File, list.Span, [.. entries.Values], list.IsOpen);
    }

    /// <summary>A build that names its context alone, as a mapping.</summary>
    public static DocumentNode AsBuild(DocumentNode node) =>
        node is ScalarNode { IsNull: false } context
            ? new MappingNode(node.File, node.Span, [new MappingEntry("context", context.Span, context.Copy())])
            : node;

    /// <summary>A text whose variables are all known; unknown otherwise.</summary>
    public static Field<string> Resolve(Field<string> field) =>
        field.IsKnown && Interpolation.IsUnknown(field.Value) ? Field<string>.Unknown(field.Node) : field;

    private static Field<string> ValueOf(DocumentNode node) => node switch
    {
        ScalarNode { IsNull: true } => Field<string>.Missing(node),
        ScalarNode { IsTemplate: false } scalar => Resolve(Field<string>.Known(scalar.Text, scalar)),
        _ => Field<string>.Unknown(node),
    };

    /// <summary>The same value at the item of the list where it is written.</summary>
    private static Field<string> AtItem(Field<string> value, Dictionary<string, DocumentNode> items, string key) =>
        !items.TryGetValue(key, out DocumentNode? item) ? value
        : value.IsKnown ? Field<string>.Known(value.Value, item)
        : value.IsMissing ? Field<string>.Missing(item)
        : Field<string>.Unknown(item);
}
