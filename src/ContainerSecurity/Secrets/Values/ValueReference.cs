using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Values;

/// <summary>Tells values that are what they say from those that another program puts in, that point to where a credential is, or that are encrypted.</summary>
internal static class ValueReference
{
    /// <summary>What references to stores of secrets, and encrypted values, begin with.</summary>
    private static readonly string[] Beginnings =
    [
        "ENC[", "ENC(", "vault:", "op://", "ref+", "secret://", "secrets/", "ssm:", "arn:", "projects/", "file:",
        "env:", "env.", "azurekeyvault:", "akvs:", "awssm:", "gcpsm:", "keyvault:", "bao:", "sops:", "kms:",
        "keyring:",
        "{cipher}", "{vault}", "{aes}", "!vault", "!encrypted", "!reveal", "!lambda", "!include", "!ref", "!sub", "!secret", "!env", "$ANSIBLE_VAULT",
        "@Microsoft.KeyVault", "process.env", "os.environ", "os.getenv", "System.getenv", "secrets.", "credentials(",
        "urn:",
    ];

    /// <summary>What templates have somewhere.</summary>
    private static readonly string[] TemplateParts =
    [
        "${", "$(", "{{", "}}", "<%", "#{", "{%", "%{", "%(", "[[", "$<", "…", "...", "***", "•••", ":aes-256-", ":aes-128-",
    ];

    /// <summary>Values that switch something, where a name sounds like a credential's.</summary>
    private static readonly HashSet<string> Flags = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "yes", "no", "on", "off", "null", "none", "nil", "enabled", "disabled", "required", "optional", "redacted",
    };

    /// <summary>Whether a value is what it says, be it a weak password: no flag, reference, path, address or template.</summary>
    public static bool IsLiteral(string value)
    {
        string text = value.Trim();
        return text.Length > 1 && !IsFilledIn(text) && !PointsElsewhere(text);
    }

    /// <summary>Whether another program puts the value in, fetches or decrypts it.</summary>
    public static bool IsSubstituted(string value)
    {
        string text = value.Trim();
        return IsFilledIn(text) || IsReference(text);
    }

    /// <summary>Whether a value is a reference, a path, an address or a flag.</summary>
    public static bool PointsElsewhere(string text) =>
        IsReference(text)
        || IsFlag(text)
        || text.StartsWith("/", StringComparison.Ordinal)
        || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || (text.Length > 0 && text.Trim('*').Length == 0);

    /// <summary>Whether a value only switches something on or off.</summary>
    public static bool IsFlag(string text) => Flags.Contains(text);

    /// <summary>Whether a value points into a store of secrets, or is encrypted.</summary>
    private static bool IsReference(string text) => text.BeginsWithOneOf(Beginnings) || IsSealed(text);

    /// <summary>Templates, <c>&lt;password&gt;</c> and a shell's <c>$DB_PASSWORD</c>.</summary>
    private static bool IsFilledIn(string text) =>
        text.HasOneOf(TemplateParts)
        || (text.Length > 1 && text[0] == '<' && text[text.Length - 1] == '>')
        || (text.Length > 1 && text[0] == '$' && text.Skip(1).All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'));

    /// <summary>A sealed secret's ciphertext, or age's.</summary>
    private static bool IsSealed(string text)
    {
        const int ShortestSealed = 200;
        const int AgeRecipient = 62;
        return (text.Length >= ShortestSealed && text.StartsWith("Ag", StringComparison.Ordinal) && text.TrimEnd('=').All(CharacterSet.Base64.Contains))
            || (text.Length == AgeRecipient && text.StartsWith("age1", StringComparison.Ordinal));
    }
}
