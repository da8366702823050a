using System.Collections.Frozen;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>
/// Tells whether a text is an expression of SPDX licences (SPDX 2.3, annex D), by the identifiers that CycloneDX 1.6
/// knows.
/// </summary>
internal static class LicenseExpression
{
    /// <summary>How many words an expression has at most.</summary>
    public const int MaxWords = 200;

    private static readonly FrozenSet<string> Identifiers = Read();

    /// <summary>Whether a text is the identifier of one licence.</summary>
    public static bool IsIdentifier(string text) => Identifiers.Contains(text) && !IsException(text);

    /// <summary>
    /// Whether a text is an expression, such as <c>MIT OR (Apache-2.0 AND GPL-2.0-only WITH
    /// Classpath-exception-2.0)</c>.
    /// </summary>
    public static bool IsValid(string text)
    {
        List<string> words = Words(text);
        if (words.Count is 0 or > MaxWords)
            return false;
        int open = 0;
        bool wantsOperand = true;
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            if (wantsOperand)
            {
                if (word == "(")
                    open++;
                else if (IsOperand(word))
                    wantsOperand = false;
                else
                    return false;
            }
            else if (word == ")")
            {
                if (--open < 0)
                    return false;
            }
            else if (word == "WITH")
            {
                if (++i == words.Count || !IsException(words[i]) || !Identifiers.Contains(words[i]))
                    return false;
            }
            else if (word is "AND" or "OR")
            {
                wantsOperand = true;
            }
            else
            {
                return false;
            }
        }
        return open == 0 && !wantsOperand;
    }

    private static bool IsException(string text) => text.Contains("exception", StringComparison.OrdinalIgnoreCase);

    private static bool IsOperand(string word) => IsIdentifier(word) || (word.EndsWith('+') && IsIdentifier(word[..^1]));

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (string part in text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            words.Add(part);
            if (words.Count > MaxWords)
                break;
        }
        return words;
    }

    private static FrozenSet<string> Read()
    {
        using Stream stream = typeof(LicenseExpression).Assembly.GetManifestResourceStream("spdx-identifiers.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
