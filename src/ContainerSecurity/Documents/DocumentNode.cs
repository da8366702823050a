using System.Globalization;
using System.Text;

namespace ContainerSecurity.Documents;

/// <summary>
/// A node of a document: a <see cref="MappingNode"/>, <see cref="SequenceNode"/>, <see cref="ScalarNode"/> or
/// <see cref="UnknownNode"/>, with its place in the source.
/// </summary>
public abstract class DocumentNode
{
    /// <summary>The source, whose text holds the region from <see cref="start"/> to <see cref="end"/>; or a <see cref="DocumentPlace"/>.</summary>
    private readonly object origin;
    private const int LongestKept = 4096;

    /// <summary>Paths are asked for by the thousand, and put together in one place.</summary>
    [ThreadStatic]
    private static StringBuilder? paths;

    private readonly int start;
    private readonly int end;

    private protected DocumentNode(SourceFile file, SourceSpan span) => origin = file.PlaceOf(span);

    private protected DocumentNode(DocumentPlace place) => origin = place ?? throw new ArgumentNullException(nameof(place));

    private protected DocumentNode(SourceFile file, int start, int end)
    {
        origin = file;
        this.start = start;
        this.end = end;
    }

    private protected DocumentNode(DocumentNode original)
    {
        origin = original.origin;
        start = original.start;
        end = original.end;
        IsImplied = original.IsImplied;
    }

    /// <summary>The source the node was read from.</summary>
    public SourceFile File => origin as SourceFile ?? ((DocumentPlace)origin).File;

    /// <summary>The region of the node itself, without its key.</summary>
    public SourceSpan Span => origin is SourceFile file ? file.SpanOf(start, end) : ((DocumentPlace)origin).Span;

    /// <summary>Other places that made the node what it is, such as the line of a file of values that a template prints.</summary>
    public IReadOnlyList<RelatedPlace> Related => origin is DocumentPlace place ? place.Related : [];

    /// <summary>Whether the node was put together from several texts.</summary>
    internal bool IsAssembled => origin is DocumentPlace { IsAssembled: true };

    /// <summary>The offsets of the node in the text it was read from; null where it was not read from one.</summary>
    internal (int Start, int End)? Offsets => origin is SourceFile ? (start, end) : null;

    /// <summary>The place of a node that was not read from a text by offsets; null for one that was.</summary>
    internal DocumentPlace? Place => origin as DocumentPlace;

    /// <summary>The mapping or sequence that holds this node; null at the root of a document.</summary>
    public DocumentNode? Parent { get; private set; }

    /// <summary>The node's number among its parent's entries or items, from 0; 0 at the root.</summary>
    public int Index { get; private set; }

    /// <summary>Whether the node is written nowhere: the API server adds it.</summary>
    internal bool IsImplied { get; init; }

    /// <summary>
    /// The region a person would change to change this field: key and value of a scalar, the key of a mapping or
    /// sequence, else the node itself.
    /// </summary>
    public SourceSpan FieldSpan =>
        origin is DocumentPlace { FieldSpan: { } given } ? given
        : Place is { Original: { } original } place ? place.Piece ?? original.FieldSpan
        : Parent is not MappingNode mapping ? EntrySpan
        : this is ScalarNode or UnknownNode ? mapping.EntryAt(Index).KeySpan.To(Span)
        : mapping.EntryAt(Index).KeySpan;

    /// <summary>
    /// The path from the root, such as <c>spec.containers[0].image</c>; keys that are no plain words are written
    /// <c>['app.kubernetes.io/name']</c>.
    /// </summary>
    public string Path => PathTo(null);

    /// <summary>The path from the root to what is missing below the node; to the node itself where that is null.</summary>
    internal string PathTo(string? missing)
    {
        StringBuilder builder = (paths ??= new StringBuilder()).Clear();
        AppendPath(builder);
        if (missing is not null)
        {
            if (builder.Length > 0 && !missing.StartsWith("[", StringComparison.Ordinal))
                builder.Append('.');
            builder.Append(missing);
        }
        string path = builder.ToString();
        if (builder.Capacity > LongestKept)
            paths = null;
        return path;
    }

    /// <summary>The same place for a whole item of a list: its first entry, so that reports show one line and not a block.</summary>
    private SourceSpan EntrySpan =>
        this is MappingNode { Entries.Count: > 0 } self ? self.EntryAt(0).Value is ScalarNode first ? first.FieldSpan : self.EntryAt(0).KeySpan : Span;

    /// <summary>The innermost node below this one, or itself, whose key or value is written at a line and column.</summary>
    internal DocumentNode NodeAt(int line, int column)
    {
        DocumentNode node = this;
        while (node.ChildAt(line, column) is { } child)
            node = child;
        return node;
    }

    private DocumentNode? ChildAt(int line, int column)
    {
        if (this is MappingNode mapping)
            foreach (MappingEntry entry in mapping.Entries)
                if (entry.KeySpan.To(entry.Value.Span).Holds(line, column))
                    return entry.Value;
        if (this is SequenceNode sequence)
            foreach (DocumentNode item in sequence.Items)
                if (item.Span.Holds(line, column))
                    return item;
        return null;
    }

    internal void Attach(DocumentNode parent, int index)
    {
        Parent = parent;
        Index = index;
    }

    /// <summary>A copy that can be given another parent; positions stay those of the original.</summary>
    internal abstract DocumentNode Copy();

    private void AppendPath(StringBuilder builder)
    {
        if (Place is { Original: { } original })
        {
            original.AppendPath(builder);
            return;
        }
        if (Parent is null)
            return;
        Parent.AppendPath(builder);
        if (Parent is MappingNode mapping)
            AppendKey(builder, mapping.EntryAt(Index).Key);
        else
            builder.Append('[').Append(Index.ToString(CultureInfo.InvariantCulture)).Append(']');
    }

    internal static void AppendKey(StringBuilder builder, string key)
    {
        if (!IsPlainWord(key))
        {
            builder.Append("['").Append(key.Replace("'", "\\'")).Append("']");
            return;
        }
        if (builder.Length > 0)
            builder.Append('.');
        builder.Append(key);
    }

    private static bool IsPlainWord(string key)
    {
        foreach (char c in key)
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '$'))
                return false;
        return key.Length > 0;
    }
}
