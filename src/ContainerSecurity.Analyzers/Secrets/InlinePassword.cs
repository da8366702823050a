using ContainerSecurity.Secrets.Values;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Finds passwords, easy ones too, in texts of settings (<c>user=app;password=x</c>) and in URLs, as code gives them to what connects.</summary>
internal static class InlinePassword
{
    private const string ValueEnds = ";&,\"'<>|)}] \t\r\n";
    private static readonly string[] Words = ["password", "passwd", "passphrase", "pwd"];

    /// <summary>The place of the first one; null where there is none.</summary>
    public static TextSpan? Find(string text) => text.IndexOf('=') < 0 && text.IndexOf(':') < 0 ? null : FindSetting(text) ?? FindInUrl(text);

    private static TextSpan? FindSetting(string text)
    {
        foreach (string word in Words)
            for (int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
                 at >= 0;
                 at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
                if (ValueBehind(text, at, at + word.Length) is { } value)
                    return value;
        return null;
    }

    private static TextSpan? ValueBehind(string text, int nameStart, int nameEnd)
    {
        while (nameStart > 0 && IsNameCharacter(text[nameStart - 1]))
            nameStart--;
        while (nameEnd < text.Length && IsNameCharacter(text[nameEnd]))
            nameEnd++;
        int at = SkipBlanks(text, nameEnd);
        if (at >= text.Length || text[at] is not ('=' or ':') || CodeName.KindOf(text.Substring(nameStart, nameEnd - nameStart)) != CodeNameKind.Password)
            return null;
        char sign = text[at];
        int start = SkipBlanks(text, at + 1);
        if (start >= text.Length || text[start] is '=' or '>' or '~' or '(' or '[' or '{' or '$' or '<' or '%' or '\\' or '^')
            return null;
        bool isQuoted = text[start] is '\'' or '"';
        // Blanks around the sign are usual in prose, code and SQL, and in connection strings, which have further settings.
        if (!isQuoted && start > nameEnd + 1 && text.IndexOf(';') < 0)
            return null;
        int end = isQuoted ? text.IndexOf(text[start], start + 1) : EndOf(text, start);
        if (isQuoted)
            start++;
        return end > start && IsPassword(text.Substring(start, end - start), sign) ? TextSpan.FromBounds(start, end) : null;
    }

    /// <summary>
    /// Colons stand in messages and names of settings too, so that what is behind one must look chosen; words in
    /// capitals are the help of a command.
    /// </summary>
    private static bool IsPassword(string value, char sign) =>
        WeakPassword.IsNamed(value)
        && (sign == '=' || (value.Any(char.IsDigit) && value.IndexOf(':') < 0))
        && !(value.Length > 2 && value.All(c => c is (>= 'A' and <= 'Z') or '_'));

    private static TextSpan? FindInUrl(string text)
    {
        for (int at = text.IndexOf("://", StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            int end = EndOfUser(text, at + 3);
            int colon = text.IndexOf(':', at + 3);
            if (end < 0 || text[end] != '@' || colon < 0 || colon >= end - 1)
                continue;
            string user = text.Substring(at + 3, colon - at - 3);
            string password = text.Substring(colon + 1, end - colon - 1);
            if (user != password && password[0] != '$' && WeakPassword.IsHandedOver(password) && !WeakPassword.IsWord(password))
                return TextSpan.FromBounds(colon + 1, end);
        }
        return null;
    }

    /// <summary>Where the user and the password end, or the URL does; a dollar sign is part of a password where no name or brace follows.</summary>
    private static int EndOfUser(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
            if (text[i] is '@' or '/' or '?' or '#' or ' ' or '"' or '{' or '<' || (text[i] == '$' && i + 1 < text.Length && text[i + 1] is '{' or '('))
                return i;
        return -1;
    }

    private static int EndOf(string text, int start)
    {
        int end = start;
        while (end < text.Length && ValueEnds.IndexOf(text[end]) < 0)
            end++;
        return end;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at;
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';
}
