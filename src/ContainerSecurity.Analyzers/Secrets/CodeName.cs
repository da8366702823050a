using ContainerSecurity.Secrets.Names;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Judges names in code: those of <see cref="SecretName"/>, less the many things of a program that are called after a password.</summary>
internal static class CodeName
{
    /// <summary>Words that mean nothing but a password.</summary>
    private static readonly string[] PasswordWords = ["password", "passwd", "passphrase", "pwd", "pswd", "passcode", "passwort", "kennwort", "contrasena"];

    /// <summary>Words that, at the end, make a name one of a part of a program.</summary>
    private static readonly string[] Parts =
    [
        "action", "box", "textbox", "control", "char", "css", "js", "icon", "event", "topic", "queue", "route",
        "feature", "category", "tag", "node", "element", "tooltip", "caption", "tab", "section", "table", "entity",
        "resource", "tip", "watermark",
        "mask", "task", "job", "step", "stage", "service", "properties", "subject", "body", "email", "mail", "sms",
        "notification", "changed", "success", "failed", "failure", "warning", "log", "xpath", "selector", "locator",
        "window", "popup", "modal",
        "setting", "entry", "cell", "row", "item", "member", "constant", "literal", "word", "words", "regexp",
        "syntax", "claimtype", "typename", "binding", "converter", "behavior", "scheme", "realm", "protocol",
        "endpointname", "set", "only", "mismatch", "match", "short", "long", "digit", "digits", "symbol", "case",
        "lowercase", "uppercase", "behaviour", "flag", "switch", "tool", "panel", "grid", "toggle", "checkbox",
        "count", "score", "level", "view", "model", "viewmodel", "dto",
    ];

    /// <summary>Words that, at the beginning, make a name one of something that is done with a password.</summary>
    private static readonly string[] Verbs =
    [
        "reset", "change", "show", "hide", "verify", "validate", "require", "requires", "has", "is", "can", "update",
        "recover", "request", "enter", "send", "hash", "check", "use", "allow", "missing", "incorrect", "weak",
        "remember", "store", "save", "no", "bad", "set", "on", "too", "need", "needs", "must", "should", "toggle",
        "unable", "failed", "cannot",
    ];

    /// <summary>What is kept or found under a key, which so is none of a lock.</summary>
    private static readonly string[] Kept =
    [
        "cache", "row", "partition", "sort", "foreign", "lookup", "idempotency", "dedup", "deduplication", "map", "group", "index", "translation",
        "localization",
    ];

    private static readonly NameMemory<CodeNameKind> Known = new(Find);

    /// <summary>What a name says of the text it is given.</summary>
    public static CodeNameKind KindOf(string name) =>
        name.Length is > 1 and <= 200 && MayBeCredential(name) ? Known.Of(name) : CodeNameKind.Other;

    private static CodeNameKind Find(string name)
    {
        SecretNameKind kind = SecretName.KindOf(name);
        if (kind == SecretNameKind.Other)
            return CodeNameKind.Other;
        bool isLookup = false;
        bool isFirst = true, isPassword = false, isPart = false, isOfReset = false;
        var parts = new NameParts(name);
        while (parts.MoveNext())
        {
            if (isFirst && parts.IsOneOf(Verbs))
                return CodeNameKind.Other;
            isFirst = false;
            isPart = parts.IsOneOf(Parts)
                || (isPassword
                    && parts.IsOneOf(["key", "keys", "string"])
                    && !name.EndsWith("string", StringComparison.OrdinalIgnoreCase));
            isLookup |= kind == SecretNameKind.Vague && parts.IsOneOf(Kept);
            isOfReset = isPassword && parts.IsOneOf(["token", "tokens", "code", "otp", "link", "id"]);
            isPassword |= parts.IsOneOf(PasswordWords) || parts.EndsWithOneOf(PasswordWords);
        }
        return isPart || isLookup ? CodeNameKind.Other
            : kind != SecretNameKind.Password || isOfReset ? CodeNameKind.Token
            : isPassword ? CodeNameKind.Password
            : CodeNameKind.MaybePassword;
    }

    /// <summary>A quick look at every name of the code: whether it has the first letters of a word that <see cref="SecretName"/> knows.</summary>
    private static bool MayBeCredential(string name)
    {
        for (int i = 0; i + 1 < name.Length; i++)
        {
            char third = i + 2 < name.Length ? (char)(name[i + 2] | 0x20) : ' ';
            bool begins = (char)(name[i] | 0x20) switch
            {
                'p' => (name[i + 1] | 0x20) is 'w' || ((name[i + 1] | 0x20) is 'a' && third is 's' or 't') || ((name[i + 1] | 0x20) is 's' && third is 'w'),
                's' => ((name[i + 1] | 0x20) is 'e' && third is 'c')
                    || ((name[i + 1] | 0x20) is 'a' && third is 's')
                    || ((name[i + 1] | 0x20) is 'h' && third is 'a'),
                't' => (name[i + 1] | 0x20) is 'o' && third is 'k',
                'c' => ((name[i + 1] | 0x20) is 'r' && third is 'e') || ((name[i + 1] | 0x20) is 'o' && third is 'n'),
                'k' => (name[i + 1] | 0x20) is 'e' && third is 'y' or 'n',
                'a' => (name[i + 1] | 0x20) is 'u' && third is 't',
                'b' => (name[i + 1] | 0x20) is 'e' && third is 'a',
                _ => false,
            };
            if (begins)
                return true;
        }
        return false;
    }
}
