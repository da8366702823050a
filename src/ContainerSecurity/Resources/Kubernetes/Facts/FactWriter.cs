using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Facts;

/// <summary>Writes the facts of an object as bytes: its fields with their places. Of a field that is not kept, only its key is.</summary>
/// <param name="maxLength">How many bytes facts may have.</param>
internal sealed class FactWriter(int maxLength)
{
    private static readonly Dictionary<string, int> Numbers =
        FactCode.Words.Select((w, i) => (w, i)).ToDictionary(p => p.w, p => p.i + 1, StringComparer.Ordinal);

    private static readonly FactTree Whole = new();
    private readonly byte[] buffer = new byte[maxLength];
    private int length;

    /// <summary>Writes an object; null where its facts are too many.</summary>
    public byte[]? Write(MappingNode root, FactTree tree)
    {
        length = 0;
        Number(DepthOf(root));
        for (DocumentNode at = root; at.Parent is { } parent; at = parent)
        {
            Number(parent is SequenceNode ? at.Index + 1 : 0);
            if (parent is MappingNode mapping)
                Key(mapping.EntryAt(at.Index).Key);
        }
        Node(root, tree);
        return length > maxLength ? null : CopyOf(buffer, length);
    }

    private static byte[] CopyOf(byte[] bytes, int count)
    {
        byte[] copy = new byte[count];
        Array.Copy(bytes, copy, count);
        return copy;
    }

    private static int DepthOf(DocumentNode node)
    {
        int depth = 0;
        for (; node.Parent is not null; node = node.Parent)
            depth++;
        return depth;
    }

    private void Node(DocumentNode node, FactTree tree)
    {
        // Facts that are too many are not written to their end.
        if (length > maxLength)
            return;
        switch (node)
        {
            case MappingNode mapping:
                Byte(mapping.IsOpen ? FactCode.OpenMapping : FactCode.Mapping);
                Span(mapping.Span);
                Entries(mapping, tree);
                break;
            case SequenceNode sequence:
                Byte(sequence.IsOpen ? FactCode.OpenSequence : FactCode.Sequence);
                Span(sequence.Span);
                Items(sequence, tree);
                break;
            case ScalarNode scalar:
                Byte((byte)(FactCode.Scalar + (int)scalar.Style));
                Span(scalar.Span);
                Text(scalar.Text);
                break;
            default:
                Byte(FactCode.Unknown);
                break;
        }
    }

    private void Entries(MappingNode mapping, FactTree tree)
    {
        Number(mapping.Entries.Count);
        for (int i = 0; i < mapping.Entries.Count && length <= maxLength; i++)
        {
            ref readonly MappingEntry entry = ref mapping.EntryAt(i);
            Key(entry.Key);
            // That a field is null says as much as that it is missing.
            if ((entry.Value is ScalarNode { IsNull: true } ? Whole : tree.Below(entry.Key)) is not { } below)
            {
                Byte(FactCode.Unknown);
                continue;
            }
            // That there are containers is asked, and not which.
            if (entry is { Key: "containers", Value: SequenceNode } && !tree.IsWhole)
            {
                Byte(FactCode.UnknownList);
                continue;
            }
            Node(entry.Value, below);
            if (entry.Value is MappingNode or SequenceNode or ScalarNode)
                Span(entry.KeySpan);
        }
    }

    private void Items(SequenceNode sequence, FactTree tree)
    {
        Number(sequence.Items.Count);
        for (int i = 0; i < sequence.Items.Count && length <= maxLength; i++)
            if (tree.Items is { } below && (tree.Only is null || sequence.Items[i] is not MappingNode item || tree.Only(item)))
                Node(sequence.Items[i], below);
            else
                Byte(FactCode.Unknown);
    }

    private void Key(string key)
    {
        if (Numbers.TryGetValue(key, out int number))
        {
            Number(number);
            return;
        }
        Number(0);
        Text(key);
    }

    private void Text(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        Number(count);
        if (length + count <= maxLength)
            Encoding.UTF8.GetBytes(text, 0, text.Length, buffer, length);
        length += count;
    }

    private void Span(SourceSpan span)
    {
        Number(span.Line);
        Number(span.Column);
        Number(span.EndLine - span.Line);
        Number(span.EndColumn);
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    private void Number(int number)
    {
        uint rest = (uint)number;
        for (; rest > 0x7F; rest >>= 7)
            Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    private void Byte(byte value)
    {
        if (length < maxLength)
            buffer[length] = value;
        length++;
    }
}
