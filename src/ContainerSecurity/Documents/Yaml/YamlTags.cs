using System.Text;

namespace ContainerSecurity.Documents.Yaml;

/// <summary>What tags make of scalars, as go-yaml has it: the tags of YAML 1.1 read the text in any style, all others make it a string.</summary>
internal static class YamlTags
{
    private const string Prefix = "tag:yaml.org,2002:";

    public const string Merge = Prefix + "merge";

    /// <summary>What a text is under a tag; null where the tag does not fit the text, so that the document is refused.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="text">The text; replaced where the tag says that it is encoded.</param>
    public static ScalarStyle? Apply(string tag, ref string text)
    {
        if (!tag.StartsWith(Prefix, StringComparison.Ordinal))
            return ScalarStyle.Quoted;
        switch (tag.Substring(Prefix.Length))
        {
            case "int":
                return KubernetesScalars.TryWhole(text, out _, out _) ? ScalarStyle.Plain : null;
            case "float":
                return IsFloat(text) ? ScalarStyle.Plain : null;
            case "bool":
                return KubernetesScalars.TryBoolean(text, out _) ? ScalarStyle.Plain : null;
            case "null":
                return KubernetesScalars.IsNull(text) ? ScalarStyle.Plain : null;
            case "timestamp":
                return Timestamps.IsTimestamp(text) ? ScalarStyle.Quoted : null;
            case "binary":
                return TryDecode(ref text) ? ScalarStyle.Quoted : null;
            default:
                return ScalarStyle.Quoted;
        }
    }

    /// <summary>The tag as people write it.</summary>
    public static string Short(string tag) => tag.StartsWith(Prefix, StringComparison.Ordinal) ? "!!" + tag.Substring(Prefix.Length) : tag;

    private static bool IsFloat(string text) =>
        KubernetesScalars.TryWhole(text, out ulong magnitude, out bool isNegative)
            ? isNegative || magnitude <= long.MaxValue
            : KubernetesScalars.TryNumber(text, out _);

    private static bool TryDecode(ref string text)
    {
        string letters = text.Replace("\n", "").Replace("\r", "");
        foreach (char c in letters)
            if (c is ' ' or '\t')
                return false;
        try
        {
            text = Encoding.UTF8.GetString(Convert.FromBase64String(letters));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
