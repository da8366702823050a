using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>The words of options that are written as one text, each with its place in it.</summary>
internal static class OptionLine
{
    /// <summary>Splits a value into words at its blanks. Quotes hold blanks together, a backslash takes the next character as it is.</summary>
    /// <param name="value">The value; anything but a text is one word that is not known.</param>
    public static IReadOnlyList<DocumentNode> Split(DocumentNode value)
    {
        if (value is not ScalarNode { IsNull: false } scalar)
            return value is ScalarNode ? [] : [DerivedNodes.Unknown(value)];
        var words = new List<DocumentNode>();
        SourceMap map = ScalarMap.Of(scalar);
        string text = scalar.Text;
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            int start = at;
            string word = ReadWord(text, ref at);
            SourceSpan span = map.Span(start, at);
            words.Add(IsHole(word) ? DerivedNodes.Unknown(scalar, span) : DerivedNodes.Text(scalar, word, span));
        }
        return words;
    }

    private static string ReadWord(string text, ref int at)
    {
        var word = new StringBuilder();
        char quote = '\0';
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (quote == '\0' && ExpressionEnd(text, at) is > 0 and var end)
            {
                word.Append(text, at, end - at);
                at = end - 1;
            }
            else if (c == quote)
                quote = '\0';
            else if (quote == '\0' && c is '"' or '\'')
                quote = c;
            else if (c == '\\' && quote != '\'' && at + 1 < text.Length)
                word.Append(text[++at]);
            else if (quote == '\0' && char.IsWhiteSpace(c))
                break;
            else
                word.Append(c);
        }
        return word.ToString();
    }

    /// <summary>The end of an expression <c>${{ … }}</c> that begins at an offset; 0 where none does.</summary>
    private static int ExpressionEnd(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "${{", 0, 3) != 0)
            return 0;
        int end = text.IndexOf("}}", at, StringComparison.Ordinal);
        return end < 0 ? 0 : end + 2;
    }

    /// <summary>Whether a word is an expression alone, which may be anything.</summary>
    private static bool IsHole(string word) => word.StartsWith("${{", StringComparison.Ordinal) || word.StartsWith("$(", StringComparison.Ordinal);
}
