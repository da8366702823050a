namespace ContainerSecurity.Documents;

/// <summary>The text a document was read from.</summary>
/// <param name="path">The name shown to people: a path as the user gave it, or a name such as <c>(standard input)</c>.</param>
/// <param name="text">The whole text, where it is at hand; reports show excerpts of it.</param>
public sealed class SourceFile(string path, string? text = null)
{
    private LineIndex? lines;
    private DocumentPlace? start;

    /// <summary>The name shown to people.</summary>
    public string Path { get; } = path ?? throw new ArgumentNullException(nameof(path));

    /// <summary>The whole text, or null where only positions are known.</summary>
    public string? Text { get; } = text;

    /// <summary>Whether the source is an object and no text, as one that a cluster runs is.</summary>
    public bool IsObject { get; private init; }

    /// <summary>A source that is an object and no text: its nodes are told apart by their paths alone.</summary>
    /// <param name="name">The name shown to people, such as <c>Deployment.apps/shop/web</c>.</param>
    public static SourceFile OfObject(string name) => new(name) { IsObject = true };

    /// <summary>A template that prints documents, as a chart's: its comments are those of the template and of what it prints.</summary>
    /// <param name="path">The name shown to people.</param>
    /// <param name="text">The whole text.</param>
    public static SourceFile OfTemplate(string path, string text) =>
        new(path, text ?? throw new ArgumentNullException(nameof(text))) { Comments = TemplateComments.Of(text) };

    /// <summary>The text that documents are read from: <see cref="Text"/>, but where that text is made from this source, as a rendered chart is.</summary>
    internal string Content { get; init; } = text ?? "";

    /// <summary>Where the characters of <see cref="Content"/> stand in this source; null where it is <see cref="Text"/>.</summary>
    internal SourceMap? Map { get; init; }

    /// <summary>The comments of the text, where a reader has met them.</summary>
    internal IReadOnlyList<Comment>? Comments { get; set; }

    /// <summary>The region of the characters between two offsets of <see cref="Content"/>.</summary>
    internal SourceSpan SpanOf(int start, int end) => Map is { } map ? map.Span(start, end) : Lines.SpanOf(start, end - start);

    /// <summary>Where the lines of the text begin.</summary>
    internal LineIndex Lines => lines ??= new LineIndex(Text ?? "");

    /// <summary>A place in this source; that of its start, which all nodes of an object share, is made once.</summary>
    internal DocumentPlace PlaceOf(SourceSpan span) => span == SourceSpan.FileStart ? start ??= new DocumentPlace(this, span) : new DocumentPlace(this, span);

    /// <summary>The region of the whole text.</summary>
    internal SourceSpan Whole => Lines.SpanOf(0, Text?.Length ?? 0);

    /// <inheritdoc/>
    public override string ToString() => Path;
}
