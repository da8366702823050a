namespace ContainerSecurity.Documents;

/// <summary>
/// A mapping that may be missing or unknown, read field by field. Going down from a missing mapping gives missing
/// fields that still know where they would belong.
/// </summary>
/// <remarks>Values of the wrong type are read as unknown, and reported to the errors the view was made with.</remarks>
public readonly struct NodeView : ILocated
{
    /// <summary>The node, or where a missing one would belong: a <see cref="MissingPlace"/> below an existing one; null where nothing is written.</summary>
    private readonly object? place;
    private readonly ICollection<DocumentError>? errors;
    private readonly FieldState state;

    /// <summary>A view of a node; anything but a mapping is reported and unknown.</summary>
    /// <param name="node">The node; null for a view of nothing.</param>
    /// <param name="errors">Receives values of the wrong type; null to ignore them.</param>
    public NodeView(DocumentNode? node, ICollection<DocumentError>? errors = null)
        : this(node, errors, node switch { null => FieldState.Missing, MappingNode => FieldState.Known, _ => FieldState.Unknown })
    {
        if (node is ScalarNode or SequenceNode)
            ReportType(node, "an object");
    }

    private NodeView(object? place, ICollection<DocumentError>? errors, FieldState state)
    {
        this.place = place;
        this.errors = errors;
        this.state = state;
    }

    /// <summary>The mapping where it is known, else null.</summary>
    public MappingNode? Mapping => state == FieldState.Known ? (MappingNode)place! : null;

    /// <summary>What is known about the mapping.</summary>
    public FieldState State => state;

    /// <summary>Whether the mapping is surely absent.</summary>
    public bool IsMissing => state == FieldState.Missing;

    /// <summary>Whether absent keys are unknown rather than absent.</summary>
    public bool IsOpen => state == FieldState.Unknown || Mapping is { IsOpen: true };

    /// <inheritdoc/>
    public DocumentLocation? Location =>
        place is MissingPlace missing ? missing.Location : place is DocumentNode node ? DocumentLocation.Of(node) : null;

    /// <summary>The mapping below a key.</summary>
    public NodeView this[string key] =>
        Find(key, out FieldState found) is { } node
            ? node is SequenceNode or ScalarNode { IsTemplate: false }
                ? new NodeView(node, errors)
                : new NodeView(node, errors, node is MappingNode ? FieldState.Known : FieldState.Unknown)
            : new NodeView(MissingPlace.Below(place, key), errors, found);

    /// <summary>A node of any kind below a key.</summary>
    public Field<DocumentNode> Node(string key) =>
        Find(key, out FieldState found) is { } node
            ? node is UnknownNode ? Field<DocumentNode>.Unknown(node) : Field<DocumentNode>.Known(node, node)
            : Absent<DocumentNode>(key, found);

    /// <summary>A boolean, as the API server reads it.</summary>
    public Field<bool> Boolean(string key)
    {
        if (Find(key, out FieldState found) is not { } node)
            return Absent<bool>(key, found);
        return node is ScalarNode scalar && scalar.TryBoolean(out bool value) ? Field<bool>.Known(value, node) : Mistyped<bool>(node, "true or false");
    }

    /// <summary>An integer, as the API server reads it.</summary>
    public Field<long> Integer(string key) => Find(key, out FieldState found) is { } node ? ReadInteger(node) : Absent<long>(key, found);

    /// <summary>A text. Numbers and booleans without quotes are read as their text.</summary>
    public Field<string> Text(string key) => Find(key, out FieldState found) is { } node ? ReadText(node) : Absent<string>(key, found);

    /// <summary>A text that every object of its kind has: where it is surely absent or empty, that is reported.</summary>
    /// <param name="key">The key.</param>
    /// <param name="consequence">What comes of its absence, as the end of a sentence.</param>
    internal Field<string> Required(string key, string consequence)
    {
        Field<string> text = Text(key);
        if ((text.IsMissing || text.Is("")) && errors is not null && Mapping is { } mapping)
        {
            SourceSpan place = text.IsKnown ? text.Node!.FieldSpan : mapping.FieldSpan;
            errors.Add(new DocumentError(mapping.File.Path, place, $"'{mapping.Path}' has no {key}, {consequence}"));
        }
        return text;
    }

    /// <summary>A list of texts.</summary>
    public FieldList<string> TextList(string key) => List(key, (view, node) => view.ReadText(node));

    /// <summary>A list of integers.</summary>
    public FieldList<long> IntegerList(string key) => List(key, (view, node) => view.ReadInteger(node));

    /// <summary>A list of objects; items that are no objects are reported.</summary>
    public FieldList<NodeView> Views(string key) => List(key, (view, node) => view.ReadView(node));

    /// <summary>Names and texts below a key.</summary>
    public FieldMap Map(string key) => new(this[key]);

    private FieldList<T> List<T>(string key, Func<NodeView, DocumentNode, Field<T>> read)
    {
        if (Find(key, out FieldState found) is not { } node)
            return FieldList<T>.Absent(found, place, key);
        if (node is not SequenceNode sequence)
        {
            Mistyped<T>(node, "a list");
            return FieldList<T>.Unknown(node);
        }
        var items = new Field<T>[sequence.Items.Count];
        for (int i = 0; i < items.Length; i++)
            items[i] = read(this, sequence.Items[i]);
        return FieldList<T>.Known(items, sequence.IsOpen, sequence);
    }

    private Field<string> ReadText(DocumentNode node) =>
        node is ScalarNode { IsTemplate: false } scalar ? Field<string>.Known(scalar.Text, node) : Mistyped<string>(node, "text");

    private Field<long> ReadInteger(DocumentNode node) =>
        node is ScalarNode scalar && scalar.TryInteger(out long value) ? Field<long>.Known(value, node) : Mistyped<long>(node, "a whole number");

    private Field<NodeView> ReadView(DocumentNode node) =>
        node is MappingNode ? Field<NodeView>.Known(new NodeView(node, errors), node) : Mistyped<NodeView>(node, "an object");

    private Field<T> Mistyped<T>(DocumentNode node, string expected)
    {
        if (node is not (UnknownNode or ScalarNode { IsTemplate: true }))
            ReportType(node, expected);
        return Field<T>.Unknown(node);
    }

    private void ReportType(DocumentNode node, string expected)
    {
        if (errors is null)
            return;
        string found = node switch
        {
            MappingNode => "an object",
            SequenceNode => "a list",
            ScalarNode { Style: ScalarStyle.Plain } => "another value",
            _ => "quoted text"
        };
        errors.Add(new DocumentError(node.File.Path, node.FieldSpan, $"'{node.Path}' must be {expected}, not {found}; it was not judged."));
    }

    private DocumentNode? Find(string key, out FieldState found)
    {
        found = state;
        if (state != FieldState.Known)
            return null;
        var mapping = (MappingNode)place!;
        DocumentNode? node = mapping[key];
        if (node is not null and not ScalarNode { IsNull: true })
            return node;
        found = mapping.IsOpen && node is null ? FieldState.Unknown : FieldState.Missing;
        return null;
    }

    private Field<T> Absent<T>(string key, FieldState found) => Field<T>.Absent(found, place, key);
}
