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

    /// <summary>What these endings end with.</summary>
    private const string LastOfEndings = "detyn";

    private const int ShortestEnding = 6;

    private const string KeyWord = "key";

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

    private static readonly NameLexicon Words = new NameLexicon()
        .With(NameRoles.Password, Passwords)
        .With(NameRoles.Token, Tokens)
        .With(NameRoles.Vague, VagueWords)
        .With(NameRoles.Key, KeyWord)
        .With(NameRoles.BeforeKey, BeforeKey)
        .With(NameRoles.BehindKey, BehindKey)
        .With(NameRoles.Harmless, HarmlessAnywhere)
        .WithSubjects();

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
        NameRoles rolesBefore = NameRoles.None;
        var parts = new NameParts(text, start, end);
        NameParts before = parts;
        while (parts.MoveNext())
        {
            NameRoles roles = parts.RolesIn(Words);
            if ((roles & NameRoles.Harmless) != 0
                || ((roles & NameRoles.EndsPhrase) != 0 && NameSubject.IsPhrase(in before, in parts)))
                return SecretNameKind.Other;
            SecretNameKind part = KindOf(in parts, roles, rolesBefore);
            if (part > kind)
                kind = part;
            if (!IsTransparent(in parts, roles, rolesBefore))
                isHarmless = ((roles | parts.RolesOfSingularIn(Words)) & NameRoles.About) != 0;
            before = parts;
            rolesBefore = roles;
        }
        return isHarmless ? SecretNameKind.Other : kind;
    }

    private static SecretNameKind KindOf(in NameParts part, NameRoles roles, NameRoles rolesBefore)
    {
        bool isBehindKey = (rolesBefore & NameRoles.Key) != 0;
        bool isBehindKeyWord = (rolesBefore & NameRoles.BeforeKey) != 0;
        return isBehindKey && (roles & NameRoles.BehindKey) != 0 ? SecretNameKind.Token
            : (roles & NameRoles.Password) != 0 || EndsWith(in part, PasswordEndings) ? SecretNameKind.Password
            : (roles & NameRoles.Token) != 0 || EndsWith(in part, TokenEndings) ? SecretNameKind.Token
            : isBehindKeyWord && (roles & NameRoles.Key) != 0 ? SecretNameKind.Token
            : (roles & NameRoles.Vague) != 0 ? SecretNameKind.Vague
            : SecretNameKind.Other;
    }

    private static bool EndsWith(in NameParts part, string[] endings) =>
        part.Length > ShortestEnding && part.EndsWithLetterOf(LastOfEndings) && part.EndsWithOneOf(endings);

    /// <summary>Whether a word at the end of a name leaves it to the word before it what the value is; so does the name of Java's <c>KeySpec</c>.</summary>
    private static bool IsTransparent(in NameParts part, NameRoles roles, NameRoles rolesBefore) =>
        part.IsNumber
        || (roles & NameRoles.Transparent) != 0
        || ((roles & NameRoles.Spec) != 0 && (rolesBefore & NameRoles.Key) != 0);
}
