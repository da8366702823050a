namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Passwords given to commands by their short options, and credentials in headers of HTTP.</summary>
internal static class CommandLineCredentials
{
    private const int LongestCommand = 512;

    private const int LongestWord = 256;

    private static readonly CharacterSet WordEnd = CharacterSet.Space | CharacterSet.Of(";|&<>`,)]");

    public static SecretPattern[] Patterns { get; } =
    [
        Command(
            "curl-auth-user", "HTTP", @"curl(\.exe)?\s", [" -u", " --user ", " --user=", " --proxy-user ", " -U", "\t-u", "\"-u\""], isUserAndPassword: true,
            samples: ["curl -s -u app:" + "tr0ub4dor&3 https://example.org", "curl --user 'app:" + "tr0ub4dor&3' \\\n https://example.org", "curl \\\n  -u \":" + "tr0ub4dor&3\" https://example.org"],
            counterexamples: ["curl -u user:password https://example.org", "curl -u \"$USER:$PASSWORD\" https://example.org", "curl -u app https://example.org", "curl --user <user>:<password> x", "curl https://example.org -u test:test"]),
        Command(
            "login-password", "Container registry", @"(docker|podman|buildah|nerdctl|oras|helm|skopeo|crane)\s+(registry )?login\s", [" -p ", " --password ", " --password=", " -p="],
            samples: ["docker login -u app -p " + "tr0ub4dor3 registry.example.org"],
            counterexamples: ["docker login -u app -p $PASSWORD registry.example.org", "docker login -u app --password-stdin registry.example.org", "docker login -u app -p <password>"]),
        Command(
            "mysql-password", "MySQL", @"(mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mysqlimport)\s", [" -p"],
            samples: ["mysql -u app -p" + "tr0ub4dor3 shop"],
            counterexamples: ["mysql -u app -p shop", "mysql -u app -p$PASSWORD shop", "mysql -u app -p < shop.sql"],
            isAttached: true),
        Command(
            "client-password", "Command line", @"(sshpass|redis-cli|sqlcmd|mongosh|mongo|mongodump|az login|osql|bcp)\s", [" -p ", " -P ", " -a ", " -p'", " -p\""],
            samples: ["sshpass -p " + "tr0ub4dor3 ssh app@host", "redis-cli -h cache -a " + "tr0ub4dor3 ping", "sqlcmd -S db -U sa -P '" + "tr0ub4dor&3'"],
            counterexamples: ["sshpass -p $PASSWORD ssh app@host", "redis-cli -p 6379 ping", "mongosh -p"]),
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
            Kind = SecretKind.Token,
            MinimumEntropy = 3.3,
            Locate = LocateBehindSpace,
            Verify = static value => SecretValue.IsCredential(NameSort.Vague, "bearer", value, ValueForm.Bare) ? SecretVerdict.Contextual : SecretVerdict.None,
            Samples = ["Authorization: Bearer " + "k8Xw2QmZr7TbVn4LsYp1HdJc6Gf"],
            Counterexamples = ["Authorization: Bearer $TOKEN", "Bearer AuthenticationSchemeOptions", "Authorization: Bearer xxxxxxxxxxxxxxxxxxxxxxxx", "Bearer 0123456789abcdefghijklmn"],
        },
    ];

    private static SecretPattern Command(string id, string service, string shape, string[] options, string[] samples, string[] counterexamples, bool isUserAndPassword = false, bool isAttached = false) =>
        new(id, service, shape)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = (string text, ref int start, ref int end) => LocateOption(text, options, isUserAndPassword, isAttached, ref start, ref end),
            Verify = static value => SecretValue.IsPlaceholder(value) || value.All(char.IsDigit) ? SecretVerdict.None : SecretVerdict.Contextual,
            Samples = samples,
            Counterexamples = counterexamples,
        };

    private static bool IsUserAndPassword(string? text)
    {
        int colon = text is null ? -1 : text.IndexOf(':');
        return colon >= 0 && text!.All(c => c is > ' ' and < (char)127) && !SecretValue.IsPlaceholder(text!.Substring(colon + 1)) && !SecretValue.IsPlaceholder(text!);
    }

    private static bool LocateBehindSpace(string text, ref int start, ref int end)
    {
        start = text.IndexOf(' ', start) + 1;
        return TokenBoundary.IsWhole(text, start, end, 0, text.Length);
    }

    private static bool LocateOption(string text, string[] options, bool isUserAndPassword, bool isAttached, ref int start, ref int end)
    {
        int commandEnd = CommandEnd(text, end);
        for (int i = 0; i < options.Length; i++)
        {
            int option = text.IndexOf(options[i], end - 1, commandEnd - end + 1, StringComparison.Ordinal);
            int word = option + options[i].Length;
            if (option < 0 || (isAttached && word < commandEnd && text[word] == ' ') || !ReadWord(text, word, commandEnd, out int from, out int to))
                continue;
            if (isUserAndPassword && !TakePassword(text, ref from, ref to))
                continue;
            start = from;
            end = to;
            return true;
        }
        return false;
    }

    /// <summary>A command ends with its line, unless that ends with a backslash.</summary>
    private static int CommandEnd(string text, int at)
    {
        int last = Math.Min(text.Length, at + LongestCommand);
        for (; at < last; at++)
            if ((text[at] == '\n' && text[at - 1] != '\\' && (text[at - 1] != '\r' || text[at - 2] != '\\')) || (text[at] == '|' && text[at - 1] == ' '))
                break;
        return at;
    }

    /// <summary>Reads a word of a shell, with or without quotes around it.</summary>
    private static bool ReadWord(string text, int at, int end, out int from, out int to)
    {
        if (at < end && text[at] is ' ' or '"' && at + 1 < end)
            at = text[at] == ' ' ? at + 1 : at;
        from = at;
        to = at;
        if (at >= end || text[at] is '-' or ' ')
            return false;
        char quote = '\0';
        int last = Math.Min(end, at + LongestWord);
        for (; at < last; at++)
        {
            char c = text[at];
            if (quote != '\0' ? c == quote : c is '"' or '\'')
                quote = quote == '\0' ? c : '\0';
            else if (quote == '\0' && WordEnd.Contains(c))
                break;
        }
        to = at;
        TrimQuotes(text, ref from, ref to);
        return quote == '\0' && to > from;
    }

    private static void TrimQuotes(string text, ref int from, ref int to)
    {
        while (from < to && text[from] is '"' or '\'')
            from++;
        while (to > from && text[to - 1] is '"' or '\'')
            to--;
    }

    /// <summary>The password of <c>user:password</c>; the user where the password is empty.</summary>
    private static bool TakePassword(string text, ref int from, ref int to)
    {
        int colon = text.IndexOf(':', from, to - from);
        if (colon < 0)
            return false;
        string user = text.Substring(from, colon - from).Trim('"', '\'');
        string password = text.Substring(colon + 1, to - colon - 1).Trim('"', '\'');
        if (user == password)
            return false;
        if (password.Length == 0)
            to = colon;
        else
            from = colon + 1;
        TrimQuotes(text, ref from, ref to);
        return from < to && text[from] != '$';
    }
}
