using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Facts;

/// <summary>Reads what <see cref="FactWriter"/> wrote: a document in which every field that was not kept is unknown.</summary>
internal sealed class FactReader(SourceFile file, byte[] bytes)
{
    private int at;

    /// <summary>Reads the object, at its place in the lists that held it.</summary>
    public MappingNode Read()
    {
        var above = new (int Number, string? Key)[Number()];
        for (int i = 0; i < above.Length; i++)
            above[i] = Number() is var number && number > 0 ? (number - 1, null) : (0, Key());
        var root = (MappingNode)Node(SourceSpan.FileStart);
        DocumentNode node = root;
        foreach ((int number, string? key) in above)
        {
            DocumentNode parent = key is null
                ? new SequenceNode(file, root.Span, [node])
                : new MappingNode(file, root.Span, [new MappingEntry(key, root.Span, node)]);
            node.Attach(parent, number);
            node = parent;
        }
        return root;
    }

    private DocumentNode Node(SourceSpan place)
    {
        byte code = bytes[at++];
        switch (code)
        {
            case FactCode.Unknown:
                return new UnknownNode(file, place) { IsPresent = true };
            case FactCode.UnknownList:
                return new SequenceNode(file, place, [], isOpen: true);
            case FactCode.Mapping or FactCode.OpenMapping:
                return Mapping(code == FactCode.OpenMapping);
            case FactCode.Sequence or FactCode.OpenSequence:
                return Sequence(code == FactCode.OpenSequence);
            default:
                return new ScalarNode(file, Span(), Text(), (ScalarStyle)(code - FactCode.Scalar));
        }
    }

    private MappingNode Mapping(bool isOpen)
    {
        SourceSpan span = Span();
        var entries = new MappingEntry[Number()];
        for (int i = 0; i < entries.Length; i++)
        {
            string key = Key();
            bool isKept = bytes[at] is not (FactCode.Unknown or FactCode.UnknownList);
            DocumentNode value = Node(span);
            entries[i] = new MappingEntry(key, isKept ? Span() : span, value);
        }
        return new MappingNode(file, span, entries, isOpen);
    }

    private SequenceNode Sequence(bool isOpen)
    {
        SourceSpan span = Span();
        var items = new DocumentNode[Number()];
        for (int i = 0; i < items.Length; i++)
            items[i] = Node(span);
        return new SequenceNode(file, span, items, isOpen);
    }

    private string Key() => Number() is var number && number > 0 ? FactCode.Words[number - 1] : Text();

    private string Text()
    {
        int count = Number();
        at += count;
        return Encoding.UTF8.GetString(bytes, at - count, count);
    }

    private SourceSpan Span()
    {
        int line = Number(), column = Number(), lines = Number();
        return new SourceSpan(line, column, line + lines, Number());
    }

    private int Number()
    {
        uint number = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return (int)number;
        }
    }
}
