namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// Tells users and passwords that show how a URL is written, <c>user:pass@host</c>, from weak ones that are meant: both say what they stand for, or one does
/// and the host is one of documentation.
/// </summary>
internal static class UrlStandIn
{
    /// <summary>Shorter words at a reserved host show what a URL looks like.</summary>
    private const int ShortestChosen = 8;

    private static readonly HashSet<string> Users = new(StringComparer.OrdinalIgnoreCase)
    {
        "user", "username", "usr", "uname", "userid", "user-name", "user_name", "login", "name", "id", "account",
        "u", "uid", "client", "foo", "someone", "userlogin",
        "somebody", "x", "xx", "xxx", "xxxx", "usuario", "benutzer",
    };

    private static readonly HashSet<string> Passwords = new(StringComparer.OrdinalIgnoreCase)
    {
        "pass", "password", "passwd", "passw", "passwrd", "passwort", "pwd", "pword", "pw", "p", "psw", "pswd",
        "secret", "token", "key", "apikey", "accesstoken", "apitoken", "bar", "baz",
        "contrasena",
    };

    /// <summary>What hosts of documentation are called, but for those that end as RFC 2606 says.</summary>
    private static readonly HashSet<string> Hosts = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "hostname", "host-name", "host_name", "server", "servername", "server.name", "ip", "domain", "site", "machine", "address", "addr", "fqdn",
        "somehost", "some.host", "somewhere", "myhost", "my.host", "yourhost", "your.host", "foo", "bar", "baz", "proxyhost", "proxy_host", "remotehost",
        "remote", "dbhost", "db_host", "foo.com", "bar.com", "host.com", "domain.com", "domain.tld", "mydomain.com", "yourdomain.com", "server.com",
        "site.com", "mysite.com", "test.com", "foo.bar", "acme.com",
    };

    private static readonly string[] Endings = [".example", ".test", ".invalid", ".tld", "example.com", "example.org", "example.net", "example.edu"];

    private static readonly string[] DatabaseNames = ["database", "dbname", "db_name", "databasename", "database_name", "mydb", "db", "path", "name"];

    /// <summary>Whether the user and the password of a URL are stand-ins.</summary>
    /// <param name="user">The user.</param>
    /// <param name="password">The password.</param>
    /// <param name="host">The host behind them, with what follows it up to a space or a quote.</param>
    public static bool Is(string user, string password, string host)
    {
        int options = password.IndexOf(';');
        password = options > 0 ? password.Substring(0, options) : password;
        return password[0] is '?' or '&' || SayWhatTheyAre(user, password) || IsShown(user, password, host);
    }

    /// <summary>Both are words for what they stand for: <c>user:pass</c>, <c>user1:pass1</c>, <c>KEY:DOMAIN</c>, <c>access_token:user_id</c>.</summary>
    private static bool SayWhatTheyAre(string user, string password)
    {
        string plain = WithoutNumber(password);
        if (!user.EndsWith(password.Substring(plain.Length), StringComparison.Ordinal))
            return false;
        string plainUser = WithoutNumber(user);
        return (IsWord(plain) && (user.Length == 0 || IsWord(plainUser))) || (IsInCapitals(plain) && IsInCapitals(plainUser));
    }

    private static bool IsShown(string user, string password, string host) =>
        IsWord(password) || IsPair(user, password)
            ? IsOfDocumentation(host)
            : password.Length < ShortestChosen && password.All(char.IsLetter) && IsReserved(host);

    private static bool IsWord(string text)
    {
        string letters = text.Replace("_", "").Replace("-", "");
        return letters.Length > 0 && (Users.Contains(letters) || Passwords.Contains(letters));
    }

    private static bool IsInCapitals(string text) => text.Length > 2 && text.All(c => c is (>= 'A' and <= 'Z') or '_' or '-') && IsSpoken(text);

    private static bool IsSpoken(string text) => text.Length < 5 || LetterPairs.AreWordy(text, 0, text.Length);

    /// <summary>A user and a password that differ in these words alone: <c>db_user:db_pass</c>, <c>myuser:mypass</c>.</summary>
    private static bool IsPair(string user, string password)
    {
        int same = 0;
        while (same < user.Length && same < password.Length && char.ToLowerInvariant(user[same]) == char.ToLowerInvariant(password[same]))
            same++;
        for (int i = same; i > 0; i--)
            if (Users.Contains(user.Substring(i)) && Passwords.Contains(password.Substring(i)))
                return true;
        return false;
    }

    private static bool IsReserved(string host)
    {
        string name = host.Split('/', '?', '#', ',', ':')[0].TrimEnd('.');
        return Array.Exists(Endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsOfDocumentation(string host)
    {
        string[] parts = host.Split('/', '?', '#', ',');
        int colon = parts[0].IndexOf(':');
        string name = (colon < 0 ? parts[0] : parts[0].Substring(0, colon)).TrimEnd('.');
        string port = colon < 0 ? "" : parts[0].Substring(colon + 1);
        return name.Length == 0
            || Hosts.Contains(WithoutNumber(name))
            || IsReserved(host)
            || port.Equals("port", StringComparison.OrdinalIgnoreCase)
            || (parts.Length > 1 && Array.Exists(DatabaseNames, d => d.Equals(parts[1], StringComparison.OrdinalIgnoreCase)));
    }

    private static string WithoutNumber(string text) => text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}
