using System.Text;

namespace ContainerSecurity.Rules;

/// <summary>Tells names of credentials from other names, by whole words in camelCase, snake_case and kebab-case.</summary>
internal static class CredentialName
{
    private static readonly HashSet<string> Alone = new(StringComparer.Ordinal)
    {
        "password", "passwd", "passphrase", "passcode", "pwd", "secret", "credential", "credentials", "creds", "apikey", "token", "secretkey", "accesskey", "privatekey",
        "authtoken", "accesstoken", "apitoken", "clientsecret",
    };

    /// <summary>Words that are a credential only at the end: <c>DB_PASS</c>, but not <c>PASS_THROUGH</c>.</summary>
    private static readonly HashSet<string> AtEnd = new(StringComparer.Ordinal) { "pass", "pat", "psk" };

    private static readonly HashSet<string> BeforeKey = new(StringComparer.Ordinal)
    {
        "api", "access", "private", "secret", "signing", "encryption", "auth", "account", "batch", "storage", "master", "ssh", "rsa", "jwt", "hmac",
    };

    /// <summary>What is said of a key when the value is the key itself: <c>OCI_CLI_KEY_CONTENT</c>.</summary>
    private static readonly HashSet<string> AfterKey = new(StringComparer.Ordinal) { "content", "data", "pem" };

    /// <summary>Words that make the whole name one of something about a credential: its file, its name, its lifetime.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "file", "path", "dir", "name", "url", "uri", "endpoint", "ttl", "expiry", "expiration", "timeout", "length", "policy", "type", "enabled", "id", "count", "limit", "header", "provider", "ref", "rotation",
        "algorithm", "alg", "arn", "audience", "backend", "class", "duration", "encoder", "engine", "host", "issuer", "label", "lifetime", "location", "manager", "max", "min", "mode", "namespace", "port", "prefix",
        "required", "scope", "scopes", "seconds", "size", "store", "suffix", "user", "username", "validity", "version", "volume",
    };

    /// <summary>Words that make the next one a name: <c>imagePullSecret</c>, <c>existingSecret</c>.</summary>
    private static readonly HashSet<string> BeforeName = new(StringComparer.Ordinal) { "pull", "existing" };

    public static bool Is(string name)
    {
        string[] words = Words(name);
        if (words.Length == 0 || Harmless.Contains(words[words.Length - 1]))
            return false;
        if (AtEnd.Contains(words[words.Length - 1]))
            return true;
        for (int i = 0; i < words.Length; i++)
            if (IsCredential(words, i))
                return true;
        return false;
    }

    private static bool IsCredential(string[] words, int i)
    {
        string before = i > 0 ? words[i - 1] : "";
        if (words[i] != "key")
            return (Alone.Contains(words[i]) || words[i].EndsWith("password", StringComparison.Ordinal)) && !BeforeName.Contains(before);
        return BeforeKey.Contains(before) || (before != "public" && i + 1 < words.Length && AfterKey.Contains(words[i + 1]));
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
