using System.Text;

namespace ContainerSecurity.Rules;

/// <summary>Tells names of credentials from other names, by whole words in camelCase, snake_case and kebab-case.</summary>
internal static class CredentialName
{
    private static readonly HashSet<string> Alone = new(StringComparer.Ordinal)
    {
        "password", "passwd", "passphrase", "pwd", "secret", "credential", "credentials", "apikey", "token", "secretkey", "accesskey", "privatekey",
    };

    private static readonly HashSet<string> BeforeKey = new(StringComparer.Ordinal) { "api", "access", "private", "secret", "signing", "encryption", "auth", "account" };

    /// <summary>Words that make the whole name one of something about a credential: its file, its name, its lifetime.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "file", "path", "dir", "name", "url", "uri", "endpoint", "ttl", "expiry", "expiration", "timeout", "length", "policy", "type", "enabled", "id", "count", "limit", "header", "provider", "ref", "rotation",
    };

    public static bool Is(string name)
    {
        string[] words = Words(name);
        if (words.Length == 0 || Harmless.Contains(words[words.Length - 1]))
            return false;
        for (int i = 0; i < words.Length; i++)
            if (Alone.Contains(words[i]) || (words[i] == "key" && i > 0 && BeforeKey.Contains(words[i - 1])))
                return true;
        return false;
    }

    /// <summary>Whether a value stands for a credential instead of being one: empty, a reference, a template, a placeholder.</summary>
    public static bool IsPlaceholder(string value)
    {
        string text = value.Trim();
        return text.Length == 0
            || text.Contains("$(") || text.Contains("${") || text.Contains("{{")
            || (text[0] == '<' && text[text.Length - 1] == '>')
            || text.StartsWith("ENC[", StringComparison.Ordinal) || text.StartsWith("vault:", StringComparison.Ordinal) || text.StartsWith("op://", StringComparison.Ordinal)
            || text.StartsWith("/", StringComparison.Ordinal)
            || text is "true" or "false" or "null" or "none";
    }

    private static string[] Words(string name)
    {
        var builder = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = char.IsUpper(name[i]) && i > 0 && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord || !char.IsLetterOrDigit(name[i]))
                builder.Append(' ');
            if (char.IsLetterOrDigit(name[i]))
                builder.Append(char.ToLowerInvariant(name[i]));
        }
        return builder.ToString().Split([' '], StringSplitOptions.RemoveEmptyEntries);
    }
}
