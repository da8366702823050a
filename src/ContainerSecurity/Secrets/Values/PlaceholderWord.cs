namespace ContainerSecurity.Secrets.Values;

/// <summary>Words that, as the whole of a value, stand for a credential instead of being one. This is the only list of them.</summary>
internal static class PlaceholderWord
{
    /// <summary>Words that say that there is no value, or that it is not shown.</summary>
    private static readonly string[] Absent =
    [
        "undefined", "nan", "n/a", "na", "default", "empty", "blank", "todo", "tbd", "fixme", "hidden", "masked",
        "removed", "omitted", "always", "never", "once", "on_create", "if_changed", "unset", "unknown", "null!", "default!",
    ];

    /// <summary>Types of values, as schemas and documentation have them.</summary>
    private static readonly string[] Types =
    [
        "string", "str", "text", "char", "varchar", "int", "bool", "boolean", "object", "any", "bytes", "byte",
        "buffer", "value", "var", "const", "void", "self", "this", "number", "function", "symbol", "nullptr",
    ];

    /// <summary>Ways in which somebody logs in, and in which a value comes about.</summary>
    private static readonly string[] Methods =
    [
        "bearer", "basic", "plain", "plaintext", "clear", "ask", "prompt", "stdin", "inherit", "auto", "manual", "generate", "generated", "random",
        "jwt", "oauth", "oauth2", "oidc", "saml", "ldap", "client_credentials", "authorization_code", "refresh_token", "access_token", "id_token",
    ];

    /// <summary>Words that people take for passwords too, so that they are one where nothing else can be meant.</summary>
    private static readonly string[] Easy =
    [
        "foo", "bar", "baz", "qux", "foobar", "abc", "abc123", "abcd", "abcd1234", "asdf", "qwerty", "user", "username", "admin_user", "login",
        "pass", "password", "passwd", "passphrase", "pwd", "secret", "token", "key", "apikey", "api_key", "credential", "credentials",
        "anonymous", "anonymous@", "-anonymous@", "anoncvs",
    ];

    /// <summary>What programs tell people about passwords.</summary>
    private static readonly string[] Interface =
    [
        "invalid", "valid", "cleartext", "hashed", "encrypted", "reset", "forgot", "change", "confirm", "update",
        "incorrect", "wrong", "expired", "weak", "strong", "medium", "missing", "ok", "error",
        "senha", "wachtwoord", "parola", "heslo", "salasana", "lozinka", "adgangskode",
    ];

    private static readonly HashSet<string> StandIns = new([.. Absent, .. Types, .. Methods, .. Easy], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> WordsOfPrograms = new([.. Absent, .. Types, .. Methods, .. Interface], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a value in settings or text stands for another one.</summary>
    public static bool StandsForValue(string text) => StandIns.Contains(text) || ValueReference.IsFlag(text);

    /// <summary>Whether a text in a program is about a password and is none, though something is given it as one.</summary>
    public static bool IsOfProgram(string text) => WordsOfPrograms.Contains(text) || ValueReference.IsFlag(text);
}
