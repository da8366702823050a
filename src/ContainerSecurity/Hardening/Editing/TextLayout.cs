using ContainerSecurity.Documents;

namespace ContainerSecurity.Hardening.Editing;

/// <summary>How a document is laid out: how far it indents, how its lists stand, how its lines end.</summary>
internal sealed class TextLayout
{
    private const int UsualStep = 2;
    private readonly string text;

    public TextLayout(string text, DocumentNode root)
    {
        this.text = text;
        Read(root);
        int lineFeed = text.IndexOf('\n'), carriageReturn = text.IndexOf('\r');
        Break = lineFeed < 0 && carriageReturn >= 0 ? "\r" : lineFeed > 0 && text[lineFeed - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>By how many columns an object in an object is indented.</summary>
    public int Step { get; private set; }

    /// <summary>By how many columns the items of a list are indented below the list's key.</summary>
    public int ListStep { get; private set; } = -1;

    /// <summary>The end of the first line.</summary>
    public string Break { get; }

    /// <summary>The column of an offset, from 0.</summary>
    public int ColumnOf(int offset) => offset - LineStart(offset);

    /// <summary>The offset at which the line of an offset begins.</summary>
    public int LineStart(int offset)
    {
        while (offset > 0 && text[offset - 1] is not ('\n' or '\r'))
            offset--;
        return offset;
    }

    /// <summary>The offset behind the line of an offset, its end counted; an offset at the start of a line that something ends before stays.</summary>
    public int NextLine(int offset)
    {
        if (offset > 0 && offset <= text.Length && text[offset - 1] is '\n' or '\r')
            return offset;
        return LineEnd(offset) is var end && end < text.Length ? end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1) : end;
    }

    /// <summary>The offset at which the line of an offset ends.</summary>
    public int LineEnd(int offset)
    {
        int end = text.IndexOfAny(['\n', '\r'], Math.Min(offset, text.Length));
        return end < 0 ? text.Length : end;
    }

    /// <summary>Whether a node is written between braces or brackets.</summary>
    public bool IsFlow(DocumentNode node) => node.Offsets is { } place && place.Start < text.Length && text[place.Start] is '{' or '[';

    private void Read(DocumentNode root)
    {
        var waiting = new Queue<DocumentNode>([root]);
        for (int read = 0; waiting.Count > 0 && read < 1000 && (Step == 0 || ListStep < 0); read++)
        {
            DocumentNode node = waiting.Dequeue();
            if (node is MappingNode mapping && !IsFlow(node))
                foreach (MappingEntry entry in mapping.Entries)
                {
                    Measure(mapping, entry);
                    waiting.Enqueue(entry.Value);
                }
            else if (node is SequenceNode list && !IsFlow(node))
                foreach (DocumentNode item in list.Items)
                    waiting.Enqueue(item);
        }
        Step = Step == 0 ? UsualStep : Step;
        ListStep = ListStep < 0 ? 0 : ListStep;
    }

    private void Measure(MappingNode mapping, in MappingEntry entry)
    {
        if (!PlacedNodes.IsOwn(mapping, entry) || IsFlow(entry.Value) || entry.Value.Offsets is not { } place || entry.Value.Span.Line <= entry.KeySpan.Line)
            return;
        int indent = ColumnOf(place.Start) - (entry.KeySpan.Column - 1);
        if (entry.Value is MappingNode && Step == 0 && indent > 0)
            Step = indent;
        if (entry.Value is SequenceNode && ListStep < 0 && indent >= 0)
            ListStep = indent;
    }
}
