using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>
/// The text of a file: UTF-8, or UTF-16 with a byte order mark. What is neither becomes U+FFFD, so that the rest is
/// still read.
/// </summary>
internal static class FileText
{
    /// <summary>How long a text is at most that is read whole: a lock file of 20,000 packages has 10 MiB.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxQuoted = 80;

    /// <summary>The text of a file.</summary>
    /// <exception cref="PackageFormatException">The file is longer than <see cref="MaxBytes"/>.</exception>
    public static string Of(ReadOnlyMemory<byte> content)
    {
        ReadOnlySpan<byte> bytes = Bounded(content).Span;
        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>
    /// The lines of a file, one after the other, so that millions of short ones do not become strings at once.
    /// </summary>
    /// <exception cref="PackageFormatException">The file is longer than <see cref="MaxBytes"/>.</exception>
    public static IEnumerable<string> LinesOf(ReadOnlyMemory<byte> content) => LinesOf(Of(content));

    /// <summary>The lines of a text.</summary>
    public static IEnumerable<string> LinesOf(string text)
    {
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            yield return text[start..end];
            start = end + 1;
        }
    }

    /// <summary>The bytes of a text without the mark of UTF-8.</summary>
    /// <exception cref="PackageFormatException">There are more than <see cref="MaxBytes"/>.</exception>
    public static ReadOnlyMemory<byte> Bounded(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaxBytes)
            throw new PackageFormatException($"it is larger than {MaxBytes / (1024 * 1024)} MiB");
        return content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
    }

    /// <summary>A part of a file as a message shows it: on one line and not long.</summary>
    public static string Quoted(string text)
    {
        string cut = text.Length > MaxQuoted ? string.Concat(text.AsSpan(0, MaxQuoted), "…") : text;
        return string.Create(cut.Length, cut, static (to, from) =>
        {
            for (int i = 0; i < from.Length; i++)
                to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
    }
}
