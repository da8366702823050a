using ContainerSecurity.Secrets;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Judges names in code: those of <see cref="SecretName"/>, less the many things of a program that are called after a password.</summary>
internal static class CodeName
{
    /// <summary>Words that mean nothing but a password.</summary>
    private static readonly string[] PasswordWords = ["password", "passwd", "passphrase", "pwd", "pswd", "passcode", "passwort", "kennwort", "contrasena"];

    /// <summary>Words that, at the end, make a name one of a part of a program.</summary>
    private static readonly string[] Parts =
    [
        "action", "box", "textbox", "control", "char", "css", "js", "icon", "event", "topic", "queue", "route", "feature", "category", "tag", "node", "element", "tooltip", "caption", "tab", "section", "table", "entity", "resource", "tip", "watermark",
        "mask", "task", "job", "step", "stage", "service", "properties", "subject", "body", "email", "mail", "sms", "notification", "changed", "success", "failed", "failure", "warning", "log", "xpath", "selector", "locator", "window", "popup", "modal",
        "setting", "entry", "cell", "row", "item", "member", "constant", "literal", "word", "words", "regexp", "syntax", "claimtype", "typename", "binding", "converter", "behavior", "scheme", "realm", "protocol", "endpointname", "set", "only", "mismatch", "match", "short", "long", "digit", "digits", "symbol", "case", "lowercase", "uppercase", "behaviour", "flag", "switch", "tool", "panel", "grid", "toggle", "checkbox", "count", "score", "level", "view", "model", "viewmodel", "dto",
    ];

    /// <summary>Words that, at the beginning, make a name one of something that is done with a password.</summary>
    private static readonly string[] Verbs =
    [
        "reset", "change", "show", "hide", "verify", "validate", "require", "requires", "has", "is", "can", "update", "recover", "request", "enter", "send", "hash", "check", "use", "allow", "missing", "incorrect", "weak", "remember", "store", "save", "no", "bad", "set", "on", "too", "need", "needs", "must", "should", "toggle", "unable", "failed", "cannot",
    ];

    public static CodeNameSort Sort(string name)
    {
        NameSort sort = name.Length is > 1 and <= 200 ? SecretName.Sort(name, 0, name.Length) : NameSort.Other;
        if (sort == NameSort.Other)
            return CodeNameSort.Other;
        bool isFirst = true, isPassword = false, isPart = false;
        var parts = new NameParts(name, 0, name.Length);
        while (parts.MoveNext())
        {
            if (isFirst && parts.IsOneOf(Verbs))
                return CodeNameSort.Other;
            isFirst = false;
            isPart = parts.IsOneOf(Parts) || (isPassword && parts.IsOneOf(["key", "keys", "string"]) && !name.EndsWith("string", StringComparison.OrdinalIgnoreCase));
            isPassword |= parts.IsOneOf(PasswordWords) || parts.EndsWithOneOf(PasswordWords);
        }
        return isPart ? CodeNameSort.Other
            : sort != NameSort.Password ? CodeNameSort.Token
            : isPassword ? CodeNameSort.Password
            : CodeNameSort.MaybePassword;
    }
}
