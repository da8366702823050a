using System.Globalization;
using System.Text;

namespace ContainerSecurity.Documents;

/// <summary>Scalars with a tag, as the API server decodes them (go-yaml v2): a tag of the core schema reads the text in whatever style it is written; any other tag makes it text.</summary>
internal static class TaggedScalars
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>Whether a scalar with this tag may be a merge key although it is no plain <c>&lt;&lt;</c>.</summary>
    public static bool IsMerge(string tag) => tag is "!" or Core + "merge";

    /// <summary>Reads a scalar.</summary>
    /// <param name="tag">The tag with its prefix written out; empty for none.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">How the text is written; receives how a scalar of the same meaning without a tag is.</param>
    /// <returns>The text; null where it is none of the tag's, for which the API server refuses the document.</returns>
    public static string? Read(string tag, string text, ref ScalarStyle style)
    {
        if (tag is "" or "!reset" or "!override")
            return text;
        style = tag is Core + "bool" or Core + "int" or Core + "float" or Core + "null" ? ScalarStyle.Plain : ScalarStyle.Quoted;
        return tag switch
        {
            Core + "bool" => KubernetesScalars.TryBoolean(text, out _) ? text : null,
            Core + "int" => IsWhole(text) ? text : null,
            Core + "float" => IsNumber(text) ? text : null,
            Core + "null" => KubernetesScalars.IsNull(text) ? text : null,
            Core + "timestamp" => Timestamps.IsTimestamp(text) ? text : null,
            Core + "binary" => Decode(text),
            _ => text,
        };
    }

    /// <summary>The text that a key with a tag becomes; null where the API server refuses it.</summary>
    public static string? ReadKey(string tag, string text)
    {
        ScalarStyle style = ScalarStyle.Quoted;
        if (Read(tag, text, ref style) is not { } value || style != ScalarStyle.Plain)
            return Read(tag, text, ref style);
        return KubernetesScalars.IsNull(value) ? null
            : KubernetesScalars.TryBoolean(value, out bool flag) ? flag ? "true" : "false"
            : KubernetesScalars.TryInteger(value, out long whole) ? whole.ToString(CultureInfo.InvariantCulture)
            : KubernetesScalars.TryNumber(value, out double number) ? ((float)number).ToString("R", CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsWhole(string text) =>
        KubernetesScalars.TryWholeNumber(text, out _) || IsBeyondLong(text);

    private static bool IsNumber(string text) => KubernetesScalars.TryNumber(text, out _) ? !IsBeyondLong(text) : KubernetesScalars.TryWholeNumber(text, out _);

    /// <summary>A whole number that only an unsigned one holds, which is no float to go-yaml.</summary>
    private static bool IsBeyondLong(string text) =>
        ulong.TryParse(text.Replace("_", ""), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number > long.MaxValue && text[0] != '0';

    /// <summary>Base64 with its padding; line breaks may stand in it, blanks may not. Bytes that are no UTF-8 become U+FFFD.</summary>
    private static string? Decode(string text)
    {
        if (text.IndexOf(' ') >= 0 || text.IndexOf('\t') >= 0)
            return null;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
