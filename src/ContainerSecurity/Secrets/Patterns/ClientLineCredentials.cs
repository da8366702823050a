// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Passwords in the short notations of clients: attached options, Oracle's URLs, lines of <c>.pgpass</c>, keys of Azure Functions.</summary>
internal static class ClientLineCredentials
{
    /// <summary>All that may stand in a password but quotes and spaces.</summary>
    private const string Password = "[!#-&(-~]{4,128}";

    private static readonly string[] WindowsOptions = ["/pass:", "/password:", "/p:", "/rp:", "/rp", "-password:"];

    public static SecretPattern[] Patterns { get; } =
    [
        new("windows-password", "Windows", @"(cmdkey|xfreerdp|wfreerdp|wmic|schtasks|winrs|sc\.exe|tscon|at\.exe)\s")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateSlashOption,
            Verify = Judge,
            Samples = ["cmdkey /add:host /user:app /pass:" + "tr0ub4dor3", "schtasks /create /ru app /rp " + "tr0ub4dor3"],
            Counterexamples = ["cmdkey /list:tr0ub4dor3", "wmic /user:app1 os", "schtasks /rp %PASSWORD1%"],
        },
        new("archiver-password", "Archives", @"(7z|7za|7zr|rar|unrar) [a-z]{1,2}\s")
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateAttached,
            Verify = Judge,
            Samples = ["7z x -p" + "tr0ub4dor3 files.7z", "7z a -p'" + "tr0ub4dor3' files.7z docs"],
            Counterexamples = ["7z x -p$PASSWORD files.7z", "7z a files1.7z docs2", "7z x -p files1.7z"],
        },
        new("openssl-password", "OpenSSL", @"-pass(in|out)?[""',]{0,3}\s{1,2}[""']?pass:" + Password)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) =>
            {
                walk.Add(end - start);
                start = text.IndexOf("pass:", start, end - start, StringComparison.Ordinal) + "pass:".Length;
                return end > start;
            },
            Verify = Judge,
            Samples = ["openssl rsa -in key.pem -passin pass:" + "tr0ub4dor3", "openssl enc -pass 'pass:" + "tr0ub4dor3'"],
            Counterexamples = ["openssl rsa -passin env:PASSWORD1", "openssl rsa -passin pass:$PASSWORD", "openssl rsa -passin pass:changeit"],
        },
        new("oracle-thin-password", "Oracle", @"jdbc:oracle:(thin|oci8?):[\w$#.-]{1,64}/[!#-&(-.0-?A-~]{4,64}@")
        {
            Kind = SecretKind.ConnectionString,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) =>
            {
                walk.Add(end - start);
                start = text.IndexOf('/', start, end - start) + 1;
                end--;
                return end > start;
            },
            Verify = Judge,
            Samples = ["jdbc:oracle:thin:app/" + "tr0ub4dor3@db:1521:shop"],
            Counterexamples = ["jdbc:oracle:thin:@db:1521:shop1", "jdbc:oracle:thin:user/password@host", "jdbc:oracle:thin:app/${PASSWORD1}@db"],
        },
        new("pgpass-password", "PostgreSQL", @":(\d{4,5}|\*):[\w*.-]{1,64}:[\w*.@-]{1,64}:" + Password)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = LocateOfPgpass,
            Verify = Judge,
            Samples = ["db.example.org:5432:shop:app:" + "tr0ub4dor3", "*:*:*:app:" + "tr0ub4dor3\n"],
            Counterexamples =
            [
                "db:5432:shop:app:$PASSWORD1", "hostname:port:database:username:password", "12:30:1234:56:ab12cd34 done", "fe80::1234:ab12:cd34:ef56a1",
            ],
        },
        new("azure-function-key", "Azure Functions", @"\.azurewebsites\.(net|us|cn)/api/[^\s""'<>]{0,256}")
        {
            MinimumEntropy = 3.5,
            Locate = LocateCode,
            Verify = static value => SecretValue.IsCredential(SecretNameKind.Token, "", value, ValueForm.Quoted) ? SecretVerdict.Known : SecretVerdict.None,
            Samples = ["https://shop.azurewebsites.net/api/orders?code=" + SampleText.Mixed(38) + SampleText.Mixed(16) + "=="],
            Counterexamples = ["https://shop.azurewebsites.net/api/orders?code=<key>", "https://shop.azurewebsites.net/api/orders?code={code}&x=1"],
        },
        new("haproxy-password", "HAProxy", @"insecure-password\s{1,4}" + Password)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) =>
            {
                walk.Add(end - start);
                start += "insecure-password".Length;
                while (start < end && CharacterSet.Space.Contains(text[start]))
                    start++;
                return true;
            },
            Verify = Judge,
            Samples = ["user admin insecure-password " + "tr0ub4dor3"],
            Counterexamples = ["user admin insecure-password $PASSWORD"],
        },
    ];

    private static SecretVerdict Judge(string value) =>
        SecretValue.IsCredential(SecretNameKind.Password, "", value, ValueForm.Quoted) ? SecretVerdict.Contextual : SecretVerdict.None;

    private static bool LocateSlashOption(string text, ref int start, ref int end, ref TextWalk walk)
    {
        CommandWords words = new(text, start, end);
        while (words.MoveNext(ref walk))
        {
            string word = text.Substring(words.Start, words.End - words.Start);
            if (Array.Find(WindowsOptions, o => word.StartsWith(o, StringComparison.OrdinalIgnoreCase)) is not { } option)
                continue;
            if (word.Length == option.Length && !words.MoveNext(ref walk))
                return false;
            (start, end) = (word.Length == option.Length ? words.Start : words.Start + option.Length, words.End);
            return end > start;
        }
        return false;
    }

    private static bool LocateAttached(string text, ref int start, ref int end, ref TextWalk walk)
    {
        CommandWords words = new(text, start, end);
        while (words.MoveNext(ref walk))
        {
            int length = words.End - words.Start > 3 && string.CompareOrdinal(text, words.Start, "-hp", 0, 3) == 0 ? 3
                : words.End - words.Start > 2 && string.CompareOrdinal(text, words.Start, "-p", 0, 2) == 0 ? 2
                : 0;
            if (length == 0)
                continue;
            (start, end) = (words.Start + length, words.End);
            if (text[start] is '"' or '\'')
                start++;
            return end > start;
        }
        return false;
    }

    /// <summary>A line of five fields: host, port, database, user, password.</summary>
    private static bool LocateOfPgpass(string text, ref int start, ref int end, ref TextWalk walk)
    {
        const int LongestHost = 253;
        if (end < text.Length && text[end] is not ('\n' or '\r'))
            return false;
        int host = start;
        while (host > 0 && start - host < LongestHost && (CharacterSet.Word.Contains(text[host - 1]) || text[host - 1] is '.' or '-' or '*' or '/'))
            host--;
        walk.Add(start - host + end - start);
        if (host == start || (host > 0 && text[host - 1] != '\n'))
            return false;
        for (int i = 0; i < 4; i++)
            start = text.IndexOf(':', i == 0 ? start : start + 1, end - start - (i == 0 ? 0 : 1));
        start++;
        return text.IndexOf(':', start, end - start) < 0;
    }

    private static bool LocateCode(string text, ref int start, ref int end, ref TextWalk walk)
    {
        walk.Add(end - start);
        int code = text.IndexOf("code=", start, end - start, StringComparison.Ordinal);
        if (code < 0 || text[code - 1] is not ('?' or '&' or ';'))
            return false;
        start = code + "code=".Length;
        int to = start;
        while (to < end && (CharacterSet.Base64.Contains(text[to]) || text[to] is '-' or '_' or '=' or '%'))
            to++;
        end = to;
        return end - start >= 32;
    }
}
