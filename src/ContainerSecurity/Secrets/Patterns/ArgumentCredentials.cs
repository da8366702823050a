// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Passwords and tokens that commands take as arguments at a certain place, as their manuals say.</summary>
internal static class ArgumentCredentials
{
    public static SecretPattern[] Patterns { get; } =
    [
        Argument(
            "htpasswd-password", "Apache", @"htpasswd[""']?[\s,]{1,4}[""']?-[ac-mo-zA-Z0-9]{0,4}b[a-mo-zA-Z0-9]{0,4}[""']?[\s,]", 2, SecretNameKind.Password,
            ["htpasswd -b file app " + "tr0ub4dor3", "htpasswd -bc file app '" + "tr0ub4dor3'"], ["htpasswd -b file1 app $PASSWORD"]),
        Argument(
            "htpasswd-printed-password", "Apache", @"htpasswd[""']?[\s,]{1,4}[""']?(-n -b|-b -n|-nb\w{0,3}|-bn\w{0,3}|-nBb|-Bbn|-nmb|-mnb|-Bnb)[""']?[\s,]",
            1, SecretNameKind.Password, ["htpasswd -nb app " + "tr0ub4dor3", "htpasswd -n -b app " + "tr0ub4dor3"], ["htpasswd -n app1 user2"]),
        Argument(
            "rabbitmq-password", "RabbitMQ", @"rabbitmqctl (add_user|change_password|authenticate_user)\s", 1, SecretNameKind.Password,
            ["rabbitmqctl add_user app " + "tr0ub4dor3"], ["rabbitmqctl add_user app1 $PASSWORD"]),
        Argument(
            "mysqladmin-password", "MySQL", @"mysqladmin [^\n|;]{0,96}", 0, SecretNameKind.Password,
            ["mysqladmin -u root password '" + "tr0ub4dor3'"], ["mysqladmin -u root status1"], behind: " password "),
        Argument(
            "redis-auth", "Redis", @"redis-cli [^\n|;]{0,96}", 0, SecretNameKind.Password,
            ["redis-cli AUTH " + "tr0ub4dor3"], ["redis-cli ping1234"], behind: " AUTH "),
        Argument(
            "wifi-password", "Wi-Fi", @"wpa_passphrase\s", 1, SecretNameKind.Password, ["wpa_passphrase home " + "tr0ub4dor3"], ["wpa_passphrase home1"]),
        Argument(
            "net-user-password", "Windows", @"net1? user\s", 1, SecretNameKind.Password, ["net user app " + "tr0ub4dor3 /add"],
            ["net user app1 /delete", "net user app1 * /add"]),
        Argument(
            "net-use-password", "Windows", @"net1? use\s", 0, SecretNameKind.Password,
            [@"net use \\host\share " + "tr0ub4dor3 /user:app", @"net use Z: \\host\share /user:app " + "tr0ub4dor3"],
            [@"net use Z: \\host1\share2", @"net use \\host1\share2 /user:app1 *"]),
        Argument(
            "nuget-key", "NuGet", @"nuget(\.exe)? push\s", 1, SecretNameKind.Token,
            ["nuget push app.nupkg " + SampleText.Mixed(24) + " -Source https://host"], ["nuget push app.1.0.nupkg -Source shop1"]),
        Argument(
            "nuget-set-api-key", "NuGet", @"nuget(\.exe)? set[aA][pP][iI][kK]ey\s", 0, SecretNameKind.Token,
            ["nuget setapikey " + SampleText.Mixed(24) + " -Source https://host"], ["nuget setapikey %NUGET_KEY1%"]),
        Argument(
            "login-token", "Command line",
            @"(vault login|cargo login|snyk auth|sentry-cli login --auth-token|ngrok authtoken|ngrok config add-authtoken|doppler configure set token)\s",
            0, SecretNameKind.Token,
            ["vault login " + SampleText.Mixed(24), "cargo login " + SampleText.Mixed(32)], ["vault login -method=oidc role1=x", "cargo login"]),
        Argument(
            "mc-alias-secret", "MinIO", @"mc (alias set|config host add)\s", 3, SecretNameKind.Token,
            ["mc alias set shop https://host me " + SampleText.Mixed(32)], ["mc alias set shop https://host $KEY $SECRET"]),
        Argument(
            "oracle-login", "Oracle", @"(sqlplus|sqlldr|expdp|impdp|rman target|sqlcl)\s", 0, SecretNameKind.Password,
            ["sqlplus app/" + "tr0ub4dor3@db"], ["sqlplus app/$PASSWORD@db", "sqlplus /nolog1"], user: '/'),
        Argument(
            "account-password", "Linux", @"(chpasswd <<<)\s", 0, SecretNameKind.Password, ["chpasswd <<< 'root:" + "tr0ub4dor3'"],
            ["chpasswd <<< root:$PASSWORD"], user: ':'),
    ];

    private static SecretPattern Argument(
        string id, string service, string command, int index, SecretNameKind kind, string[] samples, string[] counterexamples,
        string? behind = null, char? user = null) =>
        new(id, service, command)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = (string text, ref int start, ref int end, ref TextWalk walk) => Locate(text, index, behind, user, ref start, ref end, ref walk),
            Verify = value => SecretValue.IsCredential(kind, "", value, ValueForm.Quoted) ? SecretVerdict.Contextual : SecretVerdict.None,
            Samples = samples,
            Counterexamples = counterexamples,
        };

    private static bool Locate(string text, int index, string? behind, char? user, ref int start, ref int end, ref TextWalk walk)
    {
        if (start > 0 && (CharacterSet.Word.Contains(text[start - 1]) || text[start - 1] == '-'))
            return false;
        if (behind is not null)
        {
            int keyword = text.IndexOf(behind, start, end - start, StringComparison.OrdinalIgnoreCase);
            walk.Add(end - start);
            if (keyword < 0)
                return false;
            end = keyword + behind.Length;
        }
        bool isWindows = string.CompareOrdinal(text, start, "net", 0, 3) == 0;
        CommandWords words = new(text, start, end);
        while (words.MoveNext(ref walk))
        {
            if (IsOption(text, words.Start, words.End, isWindows) || index-- > 0)
                continue;
            (start, end) = (words.Start, words.End);
            return user is { } sign ? IsPassword(text, sign, ref start, ref end) : end > start;
        }
        return false;
    }

    /// <summary>Options, and the drives and shares of Windows.</summary>
    private static bool IsOption(string text, int start, int end, bool isWindows) =>
        end == start
        || text[start] == '-'
        || (isWindows && (text[start] == '/' || text[start - 1] == '\\' || (end - start == 2 && text[start + 1] == ':')));

    /// <summary>The password of <c>user/password@host</c>.</summary>
    private static bool IsPassword(string text, char sign, ref int start, ref int end)
    {
        int at = text.IndexOf(sign, start, end - start);
        if (at <= start)
            return false;
        start = at + 1;
        int host = text.IndexOf('@', start, end - start);
        end = host > start ? host : end;
        return end > start;
    }
}
