namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>A scalar: its text, and what the text means.</summary>
internal sealed class ObjectScalar(Origin origin, string text, ScalarTag tag) : ObjectNode(origin)
{
    /// <summary>The text as it is written, without quotes.</summary>
    public string Text { get; private set; } = text;

    /// <summary>What it is.</summary>
    public ScalarTag Tag { get; private set; } = tag;

    /// <summary>What it is, asked of its text where nothing else says so.</summary>
    public ScalarTag Meaning => Tag == ScalarTag.Open ? PlainWords.TagOf(Text) : Tag;

    public override bool IsNull => Tag == ScalarTag.Null;

    public override int Size => 1;

    public override int Depth => 1;

    /// <summary>A text.</summary>
    public static ObjectScalar OfText(string text, Origin origin) => new(origin, text, ScalarTag.Text);

    /// <summary>Sets the text, and where it is written; what it is stays.</summary>
    public void SetValue(string text, Origin origin)
    {
        (Text, Origin) = (text, origin);
    }

    /// <summary>Sets the text and what it is.</summary>
    public void SetValue(string text, ScalarTag tag, Origin origin)
    {
        SetValue(text, origin);
        Tag = tag;
    }

    public override ObjectScalar Copy() => new(Origin, Text, Tag);
}
