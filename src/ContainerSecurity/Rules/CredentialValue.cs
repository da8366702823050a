namespace ContainerSecurity.Rules;

/// <summary>Tells values that are a credential from those that stand for one.</summary>
internal static class CredentialValue
{
    private static readonly string[] Substitutions = ["$(", "${", "{{", "#{", "%(", "ENC["];

    private static readonly string[] References = ["vault:", "op://", "ref+", "arn:", "file:", "http://", "https://", "/"];

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "yes", "no", "on", "off", "null", "none", "nil", "enabled", "disabled", "required", "optional", "redacted",
    };

    /// <summary>Whether a value with a credential's name is one: no flag, reference, path, template or placeholder.</summary>
    public static bool IsLiteral(string value)
    {
        string text = value.Trim();
        return text.Length > 1
            && !IsSubstituted(text)
            && !Words.Contains(text)
            && text.Trim('*').Length > 0
            && !Array.Exists(References, r => text.StartsWith(r, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether another program puts the value in, or the value is encrypted.</summary>
    public static bool IsSubstituted(string value)
    {
        string text = value.Trim();
        return Array.Exists(Substitutions, s => text.Contains(s))
            || (text.Length > 1 && text[0] == '<' && text[text.Length - 1] == '>')
            || IsVariable(text);
    }

    /// <summary>A shell's <c>$DB_PASSWORD</c>.</summary>
    private static bool IsVariable(string text) =>
        text.Length > 1 && text[0] == '$' && text.Skip(1).All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');
}
