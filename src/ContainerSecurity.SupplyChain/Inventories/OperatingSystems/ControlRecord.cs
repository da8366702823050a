using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>One record of a file of fields as Debian writes them, of which only the asked fields are kept.</summary>
internal sealed class ControlRecord(params string[] wanted)
{
    private readonly byte[][] names = [.. wanted.Select(Encoding.ASCII.GetBytes)];
    private readonly string?[] values = new string?[wanted.Length];

    /// <summary>Whether the record has any line.</summary>
    public bool HasLines { get; private set; }

    /// <summary>The name of the first wanted field whose value is longer than any that is believed; null for none.</summary>
    public string? Overlong { get; private set; }

    /// <summary>The first line that is no field; null for none.</summary>
    public string? Malformed { get; private set; }

    /// <summary>The first line of a field; null where the record has it not.</summary>
    public string? this[string field] => values[Array.IndexOf(wanted, field)];

    /// <summary>Reads to the end of the next record; false where there is none.</summary>
    public bool Read(ref TextLines lines)
    {
        Array.Clear(values);
        (HasLines, Overlong, Malformed) = (false, null, null);
        while (lines.MoveNext())
        {
            if (lines.Current.Trim(" \t"u8).IsEmpty)
            {
                if (HasLines)
                    return true;
                continue;
            }
            HasLines = true;
            if (lines.Current[0] is not ((byte)' ' or (byte)'\t' or (byte)'#'))
                Take(lines.Current);
        }
        return HasLines;
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            Malformed ??= Encoding.UTF8.GetString(line[..Math.Min(line.Length, 40)]);
            return;
        }
        for (int i = 0; i < names.Length; i++)
        {
            if (!Ascii.EqualsIgnoreCase(line[..colon], names[i]))
                continue;
            if (TextLines.Value(line[(colon + 1)..]) is { } value)
                values[i] = value;
            else
                Overlong ??= wanted[i];
        }
    }
}
