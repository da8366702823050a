using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Code;

/// <summary>
/// The keys and values of an object that was read from no text, in lines as a manifest has them, for who looks for
/// secrets by the names beside them.
/// </summary>
internal sealed class ValueText
{
    private readonly StringBuilder text = new();
    private readonly List<(int Start, DocumentNode Node)> places = [];

    public ValueText(MappingNode root)
    {
        Write(root, 0);
        Text = text.ToString();
    }

    /// <summary>The lines.</summary>
    public string Text { get; }

    /// <summary>The node whose key or value is written at an index of the text.</summary>
    public DocumentNode NodeAt(int index)
    {
        int low = 0, high = places.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (places[middle].Start <= index)
                low = middle;
            else
                high = middle - 1;
        }
        return places[low].Node;
    }

    private void Write(DocumentNode node, int depth)
    {
        switch (node)
        {
            case MappingNode mapping:
                WriteEntries(mapping, depth);
                break;
            case SequenceNode sequence:
                foreach (DocumentNode item in sequence.Items)
                {
                    Begin(item, depth).Append("- ");
                    WriteValue(item, depth + 1, isItem: true);
                }
                break;
        }
    }

    private void WriteEntries(MappingNode mapping, int depth, bool isItem = false)
    {
        for (int i = 0; i < mapping.Entries.Count; i++)
        {
            MappingEntry entry = mapping.Entries[i];
            if (isItem && i == 0)
                places.Add((text.Length, entry.Value));
            else
                Begin(entry.Value, depth);
            text.Append(entry.Key).Append(": ");
            WriteValue(entry.Value, depth + 1, isItem: false);
        }
    }

    private void WriteValue(DocumentNode value, int depth, bool isItem)
    {
        if (value is ScalarNode scalar)
        {
            if (scalar.Text.IndexOf('\n') >= 0)
                text.Append("|\n").Append(' ', 2 * depth).Append(scalar.Text.Replace("\n", "\n" + new string(' ', 2 * depth)));
            else
                text.Append(scalar.Text);
            text.Append('\n');
            return;
        }
        if (value is MappingNode { Entries.Count: > 0 } mapping && isItem)
        {
            WriteEntries(mapping, depth, isItem: true);
            return;
        }
        text.Append('\n');
        Write(value, depth);
    }

    private StringBuilder Begin(DocumentNode node, int depth)
    {
        places.Add((text.Length, node));
        return text.Append(' ', 2 * depth);
    }
}
