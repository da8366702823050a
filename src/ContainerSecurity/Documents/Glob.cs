using System.Text;

namespace ContainerSecurity.Documents;

/// <summary>
/// Matches names and paths: <c>*</c> stands for any characters but <c>/</c>, <c>**</c> for any at all, <c>?</c> for
/// one, <c>[a-z]</c> and <c>[^a-z]</c> for one of a class.
/// </summary>
public static class Glob
{
    private static readonly char[] Wildcards = ['*', '?', '['];

    /// <summary>Whether a text matches a pattern as a whole, in time proportional to the product of their lengths.</summary>
    public static bool Matches(string pattern, string text)
    {
        _ = pattern ?? throw new ArgumentNullException(nameof(pattern));
        _ = text ?? throw new ArgumentNullException(nameof(text));
        if (pattern.IndexOfAny(Wildcards) < 0)
            return string.Equals(pattern, text, StringComparison.Ordinal);
        bool[] reached = new bool[text.Length + 1];
        reached[0] = true;
        for (int p = 0; p < pattern.Length; p++)
        {
            if (pattern[p] != '*')
            {
                int end = EndOfToken(pattern, p);
                Advance(reached, text, pattern, p, end);
                p = end;
                continue;
            }
            bool crosses = p + 1 < pattern.Length && pattern[p + 1] == '*';
            Spread(reached, text, crosses);
            if (!crosses)
                continue;
            p++;
            if (p + 1 >= pattern.Length || pattern[p + 1] != '/')
                continue;
            p++;
            KeepFolderStarts(reached, text);
        }
        return reached[text.Length];
    }

    /// <summary>Returns whether every class of characters is closed and every range in one runs forwards.</summary>
    internal static bool IsWellFormed(string pattern)
    {
        for (int p = 0; p < pattern.Length; p++)
        {
            if (pattern[p] != '[')
                continue;
            int end = EndOfToken(pattern, p);
            if (end == p)
                return false;
            for (int i = p + 2; i + 1 < end; i++)
                if (pattern[i] == '-' && pattern[i - 1] > pattern[i + 1])
                    return false;
            p = end;
        }
        return true;
    }

    /// <summary>The pattern as a regular expression (RE2) for whole texts, to be put between others: without <c>^</c> and <c>$</c>.</summary>
    internal static string ToRegex(string pattern)
    {
        var regex = new StringBuilder();
        for (int p = 0; p < pattern.Length; p++)
        {
            if (pattern[p] == '*')
            {
                bool crosses = p + 1 < pattern.Length && pattern[p + 1] == '*';
                bool isFolder = crosses && p + 2 < pattern.Length && pattern[p + 2] == '/';
                bool startsFolder = p == 0 || pattern[p - 1] == '/';
                regex.Append(isFolder ? startsFolder ? "(?:.*/)?" : ".*/" : crosses ? ".*" : "[^/]*");
                p += isFolder ? 2 : crosses ? 1 : 0;
                continue;
            }
            int end = EndOfToken(pattern, p);
            regex.Append(end == p ? pattern[p] == '?' ? "[^/]" : Escape(pattern[p]) : ClassOf(pattern.Substring(p + 1, end - p - 1)));
            p = end;
        }
        return regex.ToString();
    }

    private static string Escape(char c) => (c < 128 && !char.IsLetterOrDigit(c) && c is not ('_' or '-' or '/' or ':' or '@' or ' ') ? "\\" : "") + c;

    /// <summary>A class stands for no <c>/</c>, negated or not.</summary>
    private static string ClassOf(string text)
    {
        bool negated = text[0] is '^' or '!';
        string body = (negated ? text.Substring(1) : text).Replace("\\", "\\\\").Replace("[", "\\[").Replace("^", "\\^");
        return negated ? $"[^/{body}]" : $"[{body}]";
    }

    /// <summary>The last character of the token that starts at <paramref name="start"/>; a class that is never closed is a plain bracket.</summary>
    private static int EndOfToken(string pattern, int start)
    {
        int closed = pattern[start] == '[' && start + 2 < pattern.Length ? pattern.IndexOf(']', start + 2) : -1;
        return closed < 0 ? start : closed;
    }

    private static void Advance(bool[] reached, string text, string pattern, int start, int end)
    {
        for (int i = text.Length; i > 0; i--)
            reached[i] = reached[i - 1] && MatchesOne(pattern, start, end, text[i - 1]);
        reached[0] = false;
    }

    private static bool MatchesOne(string pattern, int start, int end, char c)
    {
        if (start == end)
            return pattern[start] == '?' ? c != '/' : pattern[start] == c;
        bool negated = pattern[start + 1] is '^' or '!';
        bool found = false;
        for (int i = start + (negated ? 2 : 1); i < end; i++)
        {
            char upper = i + 2 < end && pattern[i + 1] == '-' ? pattern[i + 2] : pattern[i];
            found |= c >= pattern[i] && c <= upper;
            i += upper == pattern[i] ? 0 : 2;
        }
        return c != '/' && found != negated;
    }

    private static void Spread(bool[] reached, string text, bool crosses)
    {
        for (int i = 1; i <= text.Length; i++)
            reached[i] |= reached[i - 1] && (crosses || text[i - 1] != '/');
    }

    /// <summary><c>**/</c> also stands for no folder at all: what follows it starts where a folder's or file's name does.</summary>
    private static void KeepFolderStarts(bool[] reached, string text)
    {
        for (int i = 1; i <= text.Length; i++)
            reached[i] &= text[i - 1] == '/';
    }
}
