namespace ContainerSecurity.Secrets.Names;

/// <summary>Tells names of credentials from other names, by whole words in camelCase, snake_case and kebab-case.</summary>
public static class SecretName
{
    private static readonly string[] Passwords =
    [
        "password", "passwd", "passphrase", "pwd", "pass", "passcode", "pswd", "pw", "passwort", "kennwort", "contrasena"
    ];

    private static readonly string[] Tokens =
    [
        "secret", "token", "credential", "credentials", "creds", "cred", "apikey", "apitoken", "accesstoken",
        "authtoken", "clientsecret", "secretkey", "accesskey", "privatekey",
        "encryptionkey", "signingkey", "masterkey", "sharedkey", "accountkey", "storagekey", "authkey",
        "sharedaccesskey", "sharedaccesssignature", "subscriptionkey",
    ];

    /// <summary>Words that names in lower case without separators end with.</summary>
    private static readonly string[] PasswordEndings = ["password", "passwd", "passphrase", "passwort"];

    private static readonly string[] TokenEndings =
    [
        "secret", "apikey", "secretkey", "accesskey", "privatekey", "authtoken", "accesstoken", "apitoken",
        "bottoken", "accountkey"
    ];

    private static readonly string[] KeyWord = ["key"];

    private static readonly string[] VagueWords = ["auth", "key", "pat", "sas", "bearer"];

    /// <summary>Words that make a <c>key</c> behind them a credential.</summary>
    private static readonly string[] BeforeKey =
    [
        "api", "access", "private", "secret", "signing", "encryption", "encrypt", "auth", "account", "shared",
        "master", "storage", "subscription", "app", "application", "admin",
        "service", "function", "functions", "host", "write", "ingest", "license", "webhook", "crypto", "cipher",
        "aes", "hmac", "jwt", "deploy", "ssh", "server", "client", "session", "functionkey", "batch",
    ];

    /// <summary>Words that, behind a <c>key</c>, say that the value is the key itself.</summary>
    private static readonly string[] BehindKey = ["content", "contents", "data", "pem"];

    /// <summary>Words that, anywhere in a name, make it one of something else.</summary>
    private static readonly string[] HarmlessAnywhere =
    [
        "public", "pub", "publishable", "cancellation", "csrf", "xsrf", "antiforgery", "authenticity",
        "requestverification", "verification", "forgery", "continuation", "page", "paging", "pagination", "next",
        "sync", "resume", "idempotency", "idempotent", "fingerprint", "thumbprint", "design", "syntax", "lexer",
        "forgot", "forgotten", "existing", "example", "sample", "dummy", "fake", "mock", "invalid", "wrong", "sort",
        "partition", "hash", "hashed", "encrypted", "sealed", "metadata", "primarykey",
        "question", "strength", "pull", "through", "thru", "keyword", "keywords", "keyboard", "dtype", "tokenizer", "tokenization", "unittest", "max", "min",
    ];

    /// <summary>Returns whether a name is one of a credential.</summary>
    /// <param name="name">The name, such as <c>DB_PASSWORD</c>.</param>
    public static bool IsCredential(string name) => KindOf(name) is SecretNameKind.Token or SecretNameKind.Password;

    /// <summary>Returns what a name says of its value.</summary>
    /// <param name="name">The name, such as <c>DB_PASSWORD</c>.</param>
    public static SecretNameKind KindOf(string name) =>
        KindOf(name ?? throw new ArgumentNullException(nameof(name)), 0, name.Length);

    /// <summary>What the name in a part of a text says of its value.</summary>
    internal static SecretNameKind KindOf(string text, int start, int end)
    {
        SecretNameKind kind = SecretNameKind.Other;
        bool isHarmless = false;
        bool isBeforeKey = false;
        bool isKey = false;
        var parts = new NameParts(text, start, end);
        NameParts before = parts;
        while (parts.MoveNext())
        {
            SecretNameKind part = isKey && parts.IsOneOf(BehindKey) ? SecretNameKind.Token : KindOf(in parts, isBeforeKey);
            if (part > kind)
                kind = part;
            if (parts.IsOneOf(HarmlessAnywhere))
                return SecretNameKind.Other;
            isBeforeKey = parts.IsOneOf(BeforeKey);
            isKey = parts.IsOneOf(KeyWord);
            if (NameSubject.IsPhrase(in before, in parts))
                return SecretNameKind.Other;
            isHarmless = NameSubject.IsTransparent(in before, in parts) ? isHarmless : NameSubject.IsAbout(in parts);
            before = parts;
        }
        return isHarmless ? SecretNameKind.Other : kind;
    }

    private static SecretNameKind KindOf(in NameParts part, bool isBehindKeyWord) =>
        part.IsOneOf(Passwords) || part.EndsWithOneOf(PasswordEndings) ? SecretNameKind.Password
        : part.IsOneOf(Tokens) || part.EndsWithOneOf(TokenEndings) || (isBehindKeyWord && part.IsOneOf(KeyWord)) ? SecretNameKind.Token
        : part.IsOneOf(VagueWords) ? SecretNameKind.Vague
        : SecretNameKind.Other;
}
