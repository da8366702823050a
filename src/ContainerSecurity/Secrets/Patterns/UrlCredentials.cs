using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Passwords in URLs: <c>scheme://user:password@host</c>.</summary>
internal static class UrlCredentials
{
    private const int LongestPart = 256;

    private static readonly CharacterSet UserCharacters = CharacterSet.Word | CharacterSet.Of("-.~%+$!*");

    private static readonly CharacterSet PasswordCharacters = ~(CharacterSet.Space | CharacterSet.Of("/@\"'`<>{}\\|()[]"));

    private static readonly CharacterSet HostCharacters = ~(CharacterSet.Space | CharacterSet.Of("@\"'`<>{}\\|()"));

    public static SecretPattern[] Patterns { get; } =
    [
        new("url-password", "URL", "://")
        {
            Kind = SecretKind.ConnectionString,
            MinimumEntropy = 0,
            Locate = LocatePassword,
            Samples = ["postgres://app:" + "k8Xw2QmZr7" + "@db:5432/shop"],
            Counterexamples =
            [
                "https://user@host/a:b", "https://host:8080/@scope/package", "https://user:$PASSWORD@host",
                "https://user:<password>@host", "http://user:password@host", "http://app:app@host",
                "http://user:pass@10.0.0.5", "amqp://USERNAME:PASS@mq", "mysql://shop_user:shop_pass@db.example.org/shop",
            ],
        },
    ];

    private static bool LocatePassword(string text, ref int start, ref int end, ref TextWalk walk)
    {
        int colon = end;
        while (colon < text.Length && colon - end < LongestPart && UserCharacters.Contains(text[colon]))
            colon++;
        if (colon == text.Length || text[colon] != ':')
            return false;
        int at = colon + 1;
        while (at < text.Length && at - colon < LongestPart && PasswordCharacters.Contains(text[at]))
            at++;
        walk.Add(at - end);
        if (at == text.Length || text[at] != '@' || at < colon + 4)
            return false;
        string user = text.Substring(end, colon - end);
        start = colon + 1;
        end = at;
        return text[start] is not ('$' or '%' or '*')
            && !Entropy.HasLongRun(text, start, at)
            && !IsPlaceholder(user, text.Substring(start, at - start), HostAt(text, at + 1));
    }

    private static string HostAt(string text, int start)
    {
        int at = start;
        while (at < text.Length && at - start < LongestPart && HostCharacters.Contains(text[at]))
            at++;
        return text.Substring(start, at - start);
    }

    /// <summary>In a URL the place tells that it is a password, so that all but the usual stand-ins count, and those that repeat the user.</summary>
    private static bool IsPlaceholder(string user, string password, string host) =>
        user == password || (password != "pass" && password.Split(':').All(SecretValue.IsPlaceholder)) || UrlStandIn.Is(user, password, host);
}
