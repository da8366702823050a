using System.Runtime.InteropServices;

namespace ContainerSecurity.Secrets.Shapes;

/// <summary>Walks over the places of a text whose four characters are looked for, and few others.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref partial struct AnchorSearch(AnchorTable table, string text)
{
    private readonly AnchorTable table = table;
    private readonly string text = text;
    private int next;

    /// <summary>The index of the current place's first character.</summary>
    public int Start { get; private set; }

    /// <summary>The four characters, as the table has them.</summary>
    public uint Gram { get; private set; }

    /// <summary>Goes on to the next place. Returns whether there is one.</summary>
    public partial bool MoveNext();

    /// <summary>Looks at the places one by one.</summary>
    private bool MoveSingly()
    {
        int at = next + AnchorTable.Width - 1;
        if (at >= text.Length)
            return false;
        uint gram = GramAt(next) << 8;
        for (; at < text.Length; at++)
        {
            gram = (gram >> 8) | (AnchorTable.Fold(text[at]) << 24);
            if (!table.MayHave(gram))
                continue;
            Start = at - AnchorTable.Width + 1;
            Gram = gram;
            next = Start + 1;
            return true;
        }
        next = text.Length;
        return false;
    }

    private readonly uint GramAt(int at) =>
        AnchorTable.Fold(text[at])
        | (AnchorTable.Fold(text[at + 1]) << 8)
        | (AnchorTable.Fold(text[at + 2]) << 16)
        | (AnchorTable.Fold(text[at + 3]) << 24);
}
