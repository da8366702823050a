namespace ContainerSecurity.Documents;

/// <summary>
/// A single value, kept as the raw text; its meaning is asked for with <see cref="TryBoolean"/> and its like, which
/// read it as the API server does.
/// </summary>
public sealed class ScalarNode : DocumentNode
{
    private string? text;

    /// <summary>Creates a scalar.</summary>
    /// <param name="file">The source.</param>
    /// <param name="span">The region, quotes included.</param>
    /// <param name="text">The value after unescaping.</param>
    /// <param name="style">How it is written.</param>
    public ScalarNode(SourceFile file, SourceSpan span, string text, ScalarStyle style)
        : base(file, span)
    {
        this.text = text;
        Style = style;
    }

    /// <summary>Creates a scalar that is written elsewhere.</summary>
    /// <param name="place">Where it is written.</param>
    /// <param name="text">The value after unescaping.</param>
    /// <param name="style">How it is written.</param>
    public ScalarNode(DocumentPlace place, string text, ScalarStyle style)
        : base(place)
    {
        this.text = text;
        Style = style;
    }

    /// <summary>Creates a scalar of a text.</summary>
    /// <param name="file">The source.</param>
    /// <param name="start">The offset of the region, quotes included.</param>
    /// <param name="end">The offset behind it.</param>
    /// <param name="text">The value after unescaping; null where it is the region without its quotes, to be cut out when asked for.</param>
    /// <param name="style">How it is written.</param>
    internal ScalarNode(SourceFile file, int start, int end, string? text, ScalarStyle style)
        : base(file, start, end)
    {
        this.text = text;
        Style = style;
    }

    private ScalarNode(ScalarNode original)
        : base(original)
    {
        text = original.text;
        Style = original.Style;
    }

    /// <summary>The value after unescaping.</summary>
    public string Text => text ??= CutOut();

    /// <summary>How it is written.</summary>
    public ScalarStyle Style { get; }

    /// <summary>Whether the value is null: empty, <c>~</c> or <c>null</c>, without quotes.</summary>
    public bool IsNull => Style == ScalarStyle.Plain && KubernetesScalars.IsNull(Text);

    /// <summary>Whether the value holds a template (<c>{{ … }}</c>), so that its final text is not known.</summary>
    public bool IsTemplate
    {
        get
        {
            int open = Text.IndexOf("{{", StringComparison.Ordinal);
            return open >= 0 && Text.IndexOf("}}", open, StringComparison.Ordinal) > open;
        }
    }

    /// <summary>Reads a boolean as the API server does: YAML 1.1, so <c>yes</c> and <c>on</c> count; quoted text never does.</summary>
    public bool TryBoolean(out bool value)
    {
        value = false;
        return Style == ScalarStyle.Plain && KubernetesScalars.TryBoolean(Text, out value);
    }

    /// <summary>
    /// Reads an integer as the API server does: decimal, <c>0x</c>, <c>0b</c>, octal with a leading 0, underscores, and
    /// floats of integral value; quoted text never counts.
    /// </summary>
    public bool TryInteger(out long value)
    {
        value = 0;
        return Style == ScalarStyle.Plain && KubernetesScalars.TryInteger(Text, out value);
    }

    internal override DocumentNode Copy() => new ScalarNode(this);

    private string CutOut()
    {
        (int start, int end) = Offsets ?? default;
        int inset = Style == ScalarStyle.Quoted ? 1 : 0;
        return KnownWords.Cut(File.Content, start + inset, end - start - 2 * inset);
    }
}
