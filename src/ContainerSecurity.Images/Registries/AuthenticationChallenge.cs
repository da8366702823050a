using System.Net.Http.Headers;

namespace ContainerSecurity.Images.Registries;

/// <summary>What a registry asks for with <c>WWW-Authenticate</c>.</summary>
internal sealed record AuthenticationChallenge(string Scheme, string? Realm, string? Service, string? Scope)
{
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>The challenge to answer: a token where one is offered, else the password.</summary>
    public static AuthenticationChallenge? Of(HttpResponseMessage response)
    {
        AuthenticationChallenge[] challenges = [.. response.Headers.WwwAuthenticate.Select(Parse)];
        return challenges.FirstOrDefault(c => c.IsBearer && c.Realm is not null) ?? challenges.FirstOrDefault(c => c.IsBasic);
    }

    private static AuthenticationChallenge Parse(AuthenticationHeaderValue header)
    {
        Dictionary<string, string> parameters = Parameters(header.Parameter ?? "");
        return new AuthenticationChallenge(
            header.Scheme,
            parameters.GetValueOrDefault("realm"),
            parameters.GetValueOrDefault("service"),
            parameters.GetValueOrDefault("scope"));
    }

    /// <summary>Names and values, divided by commas; values in quotes may hold commas.</summary>
    private static Dictionary<string, string> Parameters(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < text.Length;)
        {
            int equals = text.IndexOf('=', i);
            if (equals < 0)
                break;
            string name = text[i..equals].Trim(' ', ',', '\t');
            bool isQuoted = equals + 1 < text.Length && text[equals + 1] == '"';
            int from = isQuoted ? equals + 2 : equals + 1;
            int end = text.IndexOf(isQuoted ? '"' : ',', from);
            end = end < 0 ? text.Length : end;
            parameters[name] = text[from..end].Trim();
            i = end + 1;
        }
        return parameters;
    }
}
