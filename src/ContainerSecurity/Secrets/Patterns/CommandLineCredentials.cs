// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Passwords given to commands by their short options, and credentials in headers of HTTP.</summary>
internal static class CommandLineCredentials
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("login-password", "Container registry", @"(docker|podman|buildah|nerdctl|oras|helm registry|skopeo|crane) login\s")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) => LocateOption(
                text, "-p", "--password", ref start, ref end, ref walk),
            Verify = JudgePassword,
            Samples = ["docker login -u app -p " + "tr0ub4dor3 registry.example.org"],
            Counterexamples =
            [
                "docker login -u app -p $PASSWORD registry.example.org",
                "docker login -u app --password-stdin registry.example.org",
                "docker login -u app -p <password>"
            ],
        },
        new("mysql-password", "MySQL", @"(mysqldump|mysqladmin|mysqlimport|mysql|mariadb-dump|mariadb)\s")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateAttachedPassword,
            Verify = JudgePassword,
            Samples = ["mysql -u app -p" + "tr0ub4dor3 shop", "mysqldump -uroot -p" + "tr0ub4dor3 shop"],
            Counterexamples = ["mysql -u app -p shop", "mysql -u app -p$PASSWORD shop", "mysql -u app -p < shop.sql", "mysql --port=3306 shop"],
        },
        new("client-password", "Command line", @"(sshpass|sqlcmd|mongosh|mongodump|mongorestore|mongo|az login|osql)\s")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) => LocateOption(text, "-p", "-P", ref start, ref end, ref walk),
            Verify = JudgePassword,
            Samples = ["sshpass -p " + "tr0ub4dor3 ssh app@host", "sqlcmd -S db -U sa -P '" + "tr0ub4dor&3'"],
            Counterexamples = ["sshpass -p $PASSWORD ssh app@host", "mongosh --port 27017"],
        },
        new("redis-cli-password", "Redis", @"redis-cli\s")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) => LocateOption(text, "-a", "--pass", ref start, ref end, ref walk),
            Verify = JudgePassword,
            Samples = ["redis-cli -h cache -a " + "tr0ub4dor3 ping"],
            Counterexamples = ["redis-cli -p 6379 ping", "redis-cli -a $PASSWORD ping"],
        },
        new("authorization-basic", "HTTP", "[Bb]asic [A-Za-z0-9+/]{8,512}={0,2}")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateBehindSpace,
            Verify = static value => SecretVerdict.NoneOrVerified(IsUserAndPassword(EncodedText.FromBase64(value))),
            Samples = ["Authorization: Basic " + "YXBwOnRyMHViNGRvciYz"],
            Counterexamples = ["Authorization: Basic dXNlcjpwYXNzd29yZA==", "Basic knowledge of containers", "Authorization: Basic $CREDENTIALS"],
        },
        new("authorization-bearer", "HTTP", "[Bb]earer [A-Za-z0-9._~+/-]{20,4096}={0,2}")
        {
            MinimumEntropy = 3.3,
            Locate = LocateBehindSpace,
            Verify = static value => SecretValue.IsCredential(SecretNameKind.Token, "bearer", value, ValueForm.Quoted)
                ? SecretVerdict.Contextual
                : SecretVerdict.None,
            Samples = ["Authorization: Bearer " + "k8Xw2QmZr7TbVn4LsYp1HdJc6Gf"],
            Counterexamples =
            [
                "Authorization: Bearer $TOKEN",
                "Bearer AuthenticationSchemeOptions",
                "Authorization: Bearer xxxxxxxxxxxxxxxxxxxxxxxx",
                "Bearer 0123456789abcdefghijklmn"
            ],
        },
    ];

    private static SecretVerdict JudgePassword(string value) =>
        SecretValue.IsPlaceholder(value) || value.All(char.IsDigit) ? SecretVerdict.None : SecretVerdict.Contextual;

    private static bool IsUserAndPassword(string? text)
    {
        int colon = text is null ? -1 : text.IndexOf(':');
        return colon >= 0
            && text!.All(c => c is > ' ' and < (char)127)
            && !SecretValue.IsPlaceholder(text!.Substring(colon + 1))
            && !SecretValue.IsPlaceholder(text!);
    }

    private static bool LocateBehindSpace(string text, ref int start, ref int end, ref TextWalk walk)
    {
        start = text.IndexOf(' ', start) + 1;
        return TokenBoundary.IsWhole(text, start, end, 0, text.Length);
    }

    private static bool LocateOption(string text, string shortOption, string longOption, ref int start, ref int end, ref TextWalk walk)
    {
        CommandWords words = new(text, start, end);
        while (words.MoveNext(ref walk))
        {
            if (!words.IsValueOf(shortOption, longOption, ref walk))
                continue;
            (start, end) = (words.Start, words.End);
            return end > start && text[start] != '-';
        }
        return false;
    }

    /// <summary>The password stands behind <c>-p</c> without a space; the next word would be a database.</summary>
    private static bool LocateAttachedPassword(string text, ref int start, ref int end, ref TextWalk walk)
    {
        if (start > 0 && text[start - 1] is '-' or '_')
            return false;
        CommandWords words = new(text, start, end);
        while (words.MoveNext(ref walk))
        {
            if (words.End - words.Start <= 2 || string.CompareOrdinal(text, words.Start, "-p", 0, 2) != 0)
                continue;
            (start, end) = (words.Start + 2, words.End);
            if (text[start] is '"' or '\'')
                start++;
            return end > start;
        }
        return false;
    }
}
