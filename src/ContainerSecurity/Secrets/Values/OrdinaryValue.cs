using System.Globalization;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// Tells values that are plainly something else than a credential: paths, addresses, numbers, sentences, names of
/// algorithms, of credentials and of code.
/// </summary>
internal static class OrdinaryValue
{
    /// <summary>Endings of file names that values name.</summary>
    private static readonly string[] FileEndings =
    [
        ".pem", ".key", ".crt", ".cer", ".cert", ".pfx", ".p12", ".jks", ".json", ".yaml", ".yml", ".xml", ".txt",
        ".conf", ".cfg", ".ini", ".env", ".toml", ".properties", ".html", ".js", ".ts", ".cs", ".py", ".go", ".md",
        ".asc", ".gpg", ".pub", ".snk", ".keytab", "id_rsa", "id_ecdsa", "id_ed25519", ".local", ".com", ".net",
        ".org", ".io", ".c", ".h", ".cpp", ".hpp", ".rb", ".php", ".java", ".sh", ".ps1", ".bat", ".sql", ".log", ".db", ".sqlite", ".csv", ".tsx",
        ".jsx", ".mjs", ".vue", ".rs", ".css", ".scss", ".lo", ".so", ".dll", ".exe", ".jar", ".war", ".tar", ".tgz", ".zip", ".gz", ".img", ".iso", ".png",
        ".svg", ".jpg", ".tf", ".tfvars", ".hcl", ".lua", ".pl", ".kdbx", ".der", ".p8", ".ppk", ".ovpn", ".ldif",
    ];

    /// <summary>What names of algorithms are made of, besides numbers.</summary>
    private static readonly HashSet<string> AlgorithmWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "aes", "rsa", "dsa", "ecdsa", "eddsa", "ed", "ec", "ecdh", "x", "hs", "rs", "es", "ps", "sha", "md", "hmac",
        "hmacsha", "gcm", "cbc", "ctr", "ccm", "kw", "oaep", "pss", "pkcs", "pbkdf", "pbes", "with", "and", "scram",
        "plus", "argon", "argon2id", "id", "d", "i",
        "bcrypt", "scrypt", "aescbc", "aesgcm", "chacha", "poly", "xchacha", "secp", "r", "k", "p", "prime", "v",
        "curve", "siphash", "blake", "b", "s", "ripemd", "sha3", "shake", "des", "triple", "ede", "tls", "ssl", "rc",
        "kek", "dek", "a", "ecb", "salsa", "blowfish", "camellia", "whirlpool",
    };

    /// <summary>What names of credentials have in them; a password that has one is a stand-in.</summary>
    private static readonly string[] CredentialWords = ["secret", "password", "passwd", "passphrase", "token", "credential"];

    private static readonly string[] LastWords = ["key", "keys", "creds", "cred", "auth", "pwd", "cert", "certs"];

    /// <summary>Returns whether a value is plainly something else than a credential.</summary>
    public static bool IsOrdinary(string text) =>
        IsPath(text)
        || IsAddress(text)
        || IsAmount(text)
        || IsSentence(text)
        || IsAlgorithm(text)
        || IsNameOfCredential(text)
        || IsCode(text);

    public static bool IsUuid(string text)
    {
        string digits = text.Trim('{', '}', '"');
        return digits.Length == 36
            && digits[8] == '-'
            && digits[13] == '-'
            && digits[18] == '-'
            && digits[23] == '-'
            && digits.All(c => IsHexadecimal(c) || c == '-');
    }

    /// <summary>Paths of files, absolute and relative, and names of files.</summary>
    public static bool IsPath(string text)
    {
        if (text.StartsWith("./", StringComparison.Ordinal)
            || text.StartsWith("../", StringComparison.Ordinal)
            || text.StartsWith("~/", StringComparison.Ordinal)
            || (text.Length > 3 && text[1] == ':' && text[2] is '\\' or '/'))
            return true;
        if (FileEndings.Any(e => text.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            return true;
        int slashes = text.Count(c => c == '/');
        return (text[0] == '/' && (slashes > 1 || text.Length < 24) && text[text.Length - 1] != '=')
            || (slashes > 0
                && LetterPairs.AreWordy(text, 0, text.Length)
                && text.All(c => CharacterSet.Word.Contains(c) || c is '/' or '.' or '-'));
    }

    /// <summary>URLs, whose passwords have a pattern of their own, and mail addresses.</summary>
    public static bool IsAddress(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme is > 1 and < 16 && text.Take(scheme).All(c => CharacterSet.Word.Contains(c) || c is '+' or '-' or '.' or ':'))
            return true;
        if (IsHostWithPort(text))
            return true;
        int at = text.IndexOf('@');
        if (at == text.Length - 1 && text.Take(at).All(c => IsLetter(c) || c is '.' or '-') && LetterPairs.AreWordy(text, 0, at))
            return true;
        return at > 0
            && text.IndexOf('.', at) > at + 1
            && text.All(c => CharacterSet.Word.Contains(c) || c is '.' or '-' or '@' or '+')
            && LetterPairs.AreWordy(text, at, text.Length);
    }

    private static bool IsHostWithPort(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 2
            && text.Length - colon is > 2 and < 7
            && text.Skip(colon + 1).All(IsDigit)
            && IsLetter(text[0])
            && text.Take(colon).All(c => IsLetter(c) || IsDigit(c) || c is '.' or '-' or '_')
            && LetterPairs.AreWordy(text, 0, colon);
    }

    /// <summary>Numbers, versions, durations, sizes, dates.</summary>
    private static bool IsAmount(string text)
    {
        if (IsHexadecimalNumber(text) || IsApiVersion(text))
            return true;
        if (text.Length >= 10 && text[4] == '-' && text[7] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return true;
        int digits = text.Count(IsDigit);
        int letters = text.Count(IsLetter);
        return digits > 0
            && letters <= 2
            && text.All(c => IsDigit(c) || IsLetter(c) || c is '.' or ',' or '-' or '+' or ':' or '/' or ' ' or '_')
            && (letters == 0 || digits < 8 && !(IsLetter(text[0]) && IsDigit(text[text.Length - 1]) && letters == 2));
    }

    /// <summary>A number as code has it, of up to 64 bits.</summary>
    private static bool IsHexadecimalNumber(string text)
    {
        const int Longest = 18;
        return text.Length <= Longest && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text.Skip(2).All(IsHexadecimal);
    }

    /// <summary>Versions of Kubernetes: <c>v2beta1</c>.</summary>
    private static bool IsApiVersion(string text)
    {
        int stage = Math.Max(text.IndexOf("alpha", StringComparison.Ordinal), text.IndexOf("beta", StringComparison.Ordinal));
        return stage > 1
            && text[0] == 'v'
            && text.Take(stage).Skip(1).All(IsDigit)
            && IsDigit(text[text.Length - 1])
            && text.Skip(stage + 4).All(c => IsDigit(c) || c == 'a');
    }

    /// <summary>Several words, most of letters alone.</summary>
    public static bool IsSentence(string text)
    {
        if (!text.Contains(' '))
            return false;
        string[] words = text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 2 && words.Count(w => w.All(c => IsLetter(c) || c is '\'' or ',' or '.' or '-' or ':' or '(' or ')')) * 2 > words.Length;
    }

    /// <summary>Names such as <c>AES-256-GCM</c> and <c>PBKDF2WithHmacSHA256</c>: words of algorithms and numbers.</summary>
    private static bool IsAlgorithm(string text)
    {
        const int Longest = 32;
        const int LongHexadecimal = 16;
        if (text.Length > Longest
            || (text.Length >= LongHexadecimal && text.All(CharacterSet.Hexadecimal.Contains))
            || !text.All(c => IsLetter(c) || IsDigit(c) || c is '-' or '_' or '/' or '.'))
            return false;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isCapital = i > 0 && i < text.Length && char.IsUpper(text[i]) && char.IsLower(text[i - 1]);
            if (i < text.Length && IsLetter(text[i]) && !isCapital)
                continue;
            if (i > start && !AlgorithmWords.Contains(text.Substring(start, i - start)))
                return false;
            start = isCapital ? i : i + 1;
        }
        return text.Any(IsLetter);
    }

    /// <summary>
    /// Names such as <c>prod-db-credentials</c>, <c>JwtSigningKey</c> and <c>supersecret</c>: letters alone, with the
    /// word for a credential among them.
    /// </summary>
    private static bool IsNameOfCredential(string text)
    {
        if (!text.All(c => IsLetter(c) || c is '-' or '_' or '.' or ' '))
            return false;
        if (text.HasOneOf(CredentialWords))
            return true;
        var parts = new NameParts(text, 0, text.Length);
        int count = 0;
        bool isLast = false;
        while (parts.MoveNext())
        {
            count++;
            isLast = parts.IsOneOf(LastWords);
        }
        return count > 1 && isLast;
    }

    /// <summary>Code: members of objects, calls, indexes, generic types, <c>System.String</c>, <c>getToken()</c>, <c>Option&lt;String&gt;</c>.</summary>
    private static bool IsCode(string text)
    {
        const string Closing = ")]>";
        if (IsTypeName(text))
            return true;
        int open = text.IndexOfAny(['(', '[', '<']);
        if (open > 0 && Closing.IndexOf(text[text.Length - 1]) >= 0 && IsMembers(text.Substring(0, open)))
            return LetterPairs.AreWordy(text, 0, open) || text.EndsWith("()", StringComparison.Ordinal) || (text[open] == '<' && text.Take(open).All(IsLetter));
        return text.IndexOfAny(['.', ':']) > 0
            && text.All(c => IsLetter(c) || c is '.' or ':' or '_')
            && IsMembers(text)
            && LetterPairs.AreWordy(text, 0, text.Length);
    }

    /// <summary>Names of types in PHP: <c>Shop\Security\User</c>.</summary>
    private static bool IsTypeName(string text)
    {
        string[] parts = text.Split(['\\'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && parts.All(p => char.IsUpper(p[0]) && p.All(CharacterSet.Word.Contains)) && LetterPairs.AreWordy(text, 0, text.Length);
    }

    private static bool IsMembers(string text) =>
        text.Split('.', ':', '-', '>').All(part => part.Length == 0 || (!IsDigit(part[0]) && part.All(c => CharacterSet.Word.Contains(c))));

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or > (char)127;

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsHexadecimal(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
