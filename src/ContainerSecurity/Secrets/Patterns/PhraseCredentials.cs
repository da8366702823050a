// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>
/// Credentials that the words before or behind them tell: in HTTP headers, .netrc, SQL, PowerShell, and the settings of
/// Redis, Java and Linux.
/// </summary>
internal static class PhraseCredentials
{
    /// <summary>All that may stand in a password but quotes and spaces.</summary>
    private const string Password = "[!#-&(-~]{4,128}";

    private const int LongestUser = 32;

    public static SecretPattern[] Patterns { get; } =
    [
        new("authorization-token", "HTTP", @"[Aa]uthorization\\?[""']?[:=] ?\\?[""']?([Tt]oken|[Aa]pi-?[Kk]ey) [A-Za-z0-9._~+/-]{16,4096}={0,2}")
        {
            MinimumEntropy = 3,
            Locate = LocateLastWord,
            Verify = static value => SecretValue.IsCredential(SecretNameKind.Token, "", value, ValueForm.Quoted)
                ? SecretVerdict.Contextual
                : SecretVerdict.None,
            Samples = ["Authorization: token " + SampleText.Hexadecimal(40), "\"Authorization\": \"ApiKey " + SampleText.Mixed(32) + "==\""],
            Counterexamples = ["Authorization: token ${GITHUB_TOKEN}", "Authorization: Token your-token-goes-here-please"],
        },
        new(
            "netrc-password",
            ".netrc",
            @"(machine\s{1,8}[\w.-]{1,253}|default)(\s{1,8}(login|account)\s{1,8}[!-~]{1,256}){0,2}\s{1,8}password\s{1,8}[!-~]{4,256}")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) =>
                text.IndexOf(" anonymous ", start, end - start, StringComparison.Ordinal) < 0 && LocateLastWord(text, ref start, ref end, ref walk),
            Verify = Judge,
            Samples =
            [
                "machine github.com login me password " + "tr0ub4dor3",
                "machine api.example.com\n  login me\n  password " + "tr0ub4dor3\n", "default login me password " + "tr0ub4dor3",
            ],
            Counterexamples =
            [
                "machine github.com login me password $PASSWORD", "machine github.com login me password <password>", "default login anonymous password me1@site",
            ],
        },
        new(
            "npm-legacy-token",
            "npm",
            BareValue.Uuid)
            {
                Names = ["_authtoken"],
                Samples = ["//registry.acme.test/:_authToken=" + SampleText.Uuid],
                Counterexamples = ["//registry.acme.test/:_authToken=${NPM_TOKEN}"]
            },
        new(
            "sql-password",
            "SQL",
            "([Ii][Dd][Ee][Nn][Tt][Ii][Ff][Ii][Ee][Dd] ([Ww][Ii][Tt][Hh] [\"'`]?\\w{1,40}[\"'`]? )?[Bb][Yy]|[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]) ([\"]"
                + Password + "\"|'" + Password + "')")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateQuoted,
            Verify = Judge,
            Samples =
            [
                "CREATE USER app IDENTIFIED BY '" + "tr0ub4dor3';", "alter user app with password '" + "tr0ub4dor3';",
                "identified with caching_sha2_password by '" + "tr0ub4dor3'",
            ],
            Counterexamples =
            [
                "CREATE USER app IDENTIFIED BY '$PASSWORD';",
                "CREATE USER app IDENTIFIED BY 'password';",
                "the field password 'must_not' be empty"
            ],
        },
        new("sql-set-password", "SQL", @"[Ss][Ee][Tt] [Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd] [Ff][Oo][Rr] [^=\n;]{1,128}=\s{0,4}'" + Password + "'")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateQuoted,
            Verify = Judge,
            Samples = ["SET PASSWORD FOR 'app'@'%' = '" + "tr0ub4dor3';"],
            Counterexamples = ["SET PASSWORD FOR 'app1'@'%' = '$PASSWORD';"],
        },
        new("secure-string", "PowerShell", @"ConvertTo-SecureString\s{1,4}((-AsPlainText|-Force)\s{1,4}){0,2}(-String\s{1,4})?[""']" + Password + @"[""']")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateQuoted,
            Verify = Judge,
            Samples = ["ConvertTo-SecureString \"" + "tr0ub4dor3\" -AsPlainText -Force", "ConvertTo-SecureString -String '" + "tr0ub4dor3' -AsPlainText"],
            Counterexamples = ["ConvertTo-SecureString \"$env:PASSWORD\" -AsPlainText -Force", "ConvertTo-SecureString $password -AsPlainText"],
        },
        new("redis-password", "Redis", @"(requirepass|masterauth)[""']?,?\s{1,4}[""']?" + Password)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateLastWord,
            Verify = Judge,
            Samples = ["redis-server --requirepass " + "tr0ub4dor3", "[\"--requirepass\", \"" + "tr0ub4dor3\"]", "masterauth " + "tr0ub4dor3"],
            Counterexamples = ["redis-server --requirepass $REDIS_PASSWORD", "# requirepass foobared"],
        },
        new("keytool-password", "Java", @"-(src|dest)?(storepass|keypass)\s{1,4}[""']?" + Password)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateLastWord,
            Verify = Judge,
            Samples = ["keytool -genkey -storepass " + "tr0ub4dor3 -alias a"],
            Counterexamples = ["keytool -genkey -storepass changeit -alias a", "keytool -genkey -storepass $PASSWORD"],
        },
        new("system-password", "Linux", "chpasswd")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocatePiped,
            Verify = Judge,
            Samples = ["echo 'root:" + "tr0ub4dor3' | chpasswd", "RUN echo \"app:" + "tr0ub4dor3\" | sudo chpasswd"],
            Counterexamples = ["echo \"root:$PASSWORD\" | chpasswd", "chpasswd < passwords"],
        },
    ];

    private static SecretVerdict Judge(string value) =>
        SecretValue.IsCredential(SecretNameKind.Password, "", value, ValueForm.Quoted)
            ? SecretVerdict.Contextual
            : SecretVerdict.None;

    private static bool LocateLastWord(string text, ref int start, ref int end, ref TextWalk walk)
    {
        int at = end;
        while (at > start && !CharacterSet.Space.Contains(text[at - 1]))
            at--;
        walk.Add(end - at);
        start = at;
        while (start < end && text[start] is '"' or '\'')
            start++;
        return end > start;
    }

    private static bool LocateQuoted(string text, ref int start, ref int end, ref TextWalk walk)
    {
        end--;
        int at = end;
        while (at > start && text[at - 1] != text[end])
            at--;
        walk.Add(end - at);
        start = at;
        return true;
    }

    /// <summary>The password of <c>'user:password' | chpasswd</c>.</summary>
    private static bool LocatePiped(string text, ref int start, ref int end, ref TextWalk walk)
    {
        const int Furthest = 128;
        int pipe = text.LastIndexOf('|', start, Math.Min(start + 1, 8));
        if (pipe < 2)
            return false;
        end = pipe;
        while (end > 0 && text[end - 1] == ' ')
            end--;
        if (end < 2)
            return false;
        char opening = text[end - 1] is '"' or '\'' ? text[--end] : ' ';
        int quote = text.LastIndexOf(opening, end - 1, Math.Min(end, Furthest));
        walk.Add(start - Math.Max(quote, start - Furthest));
        int colon = quote < 0 ? -1 : text.IndexOf(':', quote, Math.Min(end - quote, LongestUser));
        start = colon + 1;
        return colon > 0 && end > start;
    }
}
