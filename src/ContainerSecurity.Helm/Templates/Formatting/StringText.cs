using System.Globalization;
using System.Text;

namespace ContainerSecurity.Helm.Templates.Formatting;

/// <summary>Writes texts by the verbs that change them.</summary>
internal static class StringText
{
    /// <summary>Writes a text; null where the verb is none for texts.</summary>
    public static string? Write(string text, char verb, FormatFlags flags) =>
        verb switch
        {
            'v' or 'q' => WriteQuoted(text, flags),
            'x' or 'X' => WriteHexadecimal(text, verb, flags),
            _ => null,
        };

    private static string WriteQuoted(string text, FormatFlags flags)
    {
        text = text.Substring(0, Padding.Cut(text, flags.Precision));
        bool isRaw = flags.IsSharp && text.All(c => c == '\t' || (c is not ('`' or '\uFEFF') && !char.IsControl(c) && !char.IsSurrogate(c)));
        return Padding.Pad(isRaw ? $"`{text}`" : GoQuote.Quote(text, flags.HasPlus), flags);
    }

    private static string WriteHexadecimal(string text, char verb, FormatFlags flags)
    {
        byte[] bytes = GoBytes.Of(text);
        int count = Math.Min(bytes.Length, flags.Precision ?? bytes.Length);
        var written = new StringBuilder();
        string prefix = flags.IsSharp ? $"0{verb}" : "";
        for (int i = 0; i < count; i++)
        {
            if (i == 0 || flags.HasSpace)
                written.Append(i > 0 ? " " : "").Append(prefix);
            written.Append(bytes[i].ToString(verb == 'x' ? "x2" : "X2", CultureInfo.InvariantCulture));
        }
        return Padding.Pad(written.ToString(), flags);
    }
}
