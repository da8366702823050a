using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Words as a shell reads them in assignments.</summary>
internal static class ShellWord
{
    /// <summary>The value of a word, without its quotes and backslashes; what follows the word is dropped.</summary>
    public static string Unquote(string text)
    {
        var value = new StringBuilder(text.Length);
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
                break;
            if (quote == '\0' && c is '"' or '\'')
                quote = c;
            else if (c == quote)
                quote = '\0';
            else if (c == '\\' && quote != '\'' && i + 1 < text.Length && (quote == '\0' || text[i + 1] is '"' or '\\' or '$' or '`'))
                value.Append(text[++i]);
            else
                value.Append(c);
        }
        return value.ToString();
    }
}
