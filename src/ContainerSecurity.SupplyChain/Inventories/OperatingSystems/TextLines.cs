using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Walks the lines of a text without copying it.</summary>
internal ref struct TextLines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> rest = text;

    /// <summary>The line, without what ends it.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Goes to the next line.</summary>
    public bool MoveNext()
    {
        if (rest.IsEmpty)
            return false;
        int end = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        Current = line is [.. var before, (byte)'\r'] ? before : line;
        return true;
    }

    /// <summary>The text of bytes; null where it is longer than any value that is believed.</summary>
    public static string? Value(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> trimmed = bytes.Trim(" \t\r\n\0"u8);
        return trimmed.Length > ReadingScope.MaxValueLength ? null : Encoding.UTF8.GetString(trimmed);
    }
}
