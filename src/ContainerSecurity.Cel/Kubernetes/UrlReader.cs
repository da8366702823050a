namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>Reads URLs as Go's <c>net/url</c> does: absolute ones, and paths that begin with a slash.</summary>
internal static class UrlReader
{
    /// <summary>Reads a URL with its fragment; says in Go's words why it cannot.</summary>
    public static Url? Read(string text, out string error)
    {
        error = FindProblem(text) ?? "";
        if (error.Length > 0)
            return null;
        int hash = text.IndexOf('#');
        string whole = hash < 0 ? text : text.Substring(0, hash);
        Url? url = Read(whole, isRequest: false, out string problem);
        if (url is not null && hash >= 0)
        {
            url.Fragment = text.Substring(hash + 1);
            if (!UrlEscapes.TryUnescape(url.Fragment, UrlPart.Fragment, out _, out problem))
                url = null;
        }
        if (url is null)
            error = Explain(whole, problem);
        return url;
    }

    /// <summary>Why a text is no URL that a request could name; null where it is one. A fragment counts as part of what it follows.</summary>
    public static string? FindProblem(string text) => Read(text, isRequest: true, out string problem) is null ? Explain(text, problem) : null;

    public static bool IsOptionalPort(string text) => text.Length == 0 || (text[0] == ':' && text.Skip(1).All(c => c is >= '0' and <= '9'));

    private static string Explain(string text, string problem) => $"parse \"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\": {problem}";

    private static Url? Read(string text, bool isRequest, out string problem)
    {
        problem = "";
        if (text.Any(c => c < ' ' || c == 0x7F))
            problem = "net/url: invalid control character in URL";
        else if (text.Length == 0 && isRequest)
            problem = "empty url";
        if (problem.Length > 0)
            return null;
        var url = new Url();
        if (text == "*")
        {
            (url.RawPath, url.Path) = ("*", [(byte)'*']);
            return url;
        }
        int colon = EndOfScheme(text);
        if (colon == 0)
        {
            problem = "missing protocol scheme";
            return null;
        }
        if (colon > 0)
            url.Scheme = text.Substring(0, colon).ToLowerInvariant();
        string rest = text.Substring(colon + 1);
        if (rest.IndexOf('?') is >= 0 and var mark)
        {
            url.Query = rest.Substring(mark + 1);
            rest = rest.Substring(0, mark);
        }
        if (!rest.StartsWith("/", StringComparison.Ordinal))
        {
            if (url.Scheme.Length > 0)
            {
                url.Opaque = rest;
                return url;
            }
            problem = isRequest ? "invalid URI for request"
                : rest.Split('/')[0].IndexOf(':') >= 0 ? "first path segment in URL cannot contain colon" : "";
            if (problem.Length > 0)
                return null;
        }
        if (rest.StartsWith("//", StringComparison.Ordinal) && (url.Scheme.Length > 0 || (!isRequest && !rest.StartsWith("///", StringComparison.Ordinal))))
        {
            int slash = rest.IndexOf('/', 2);
            if (!TryReadAuthority(url, slash < 0 ? rest.Substring(2) : rest.Substring(2, slash - 2), out problem))
                return null;
            rest = slash < 0 ? "" : rest.Substring(slash);
        }
        if (!UrlEscapes.TryUnescape(rest, UrlPart.Path, out byte[] path, out problem))
            return null;
        (url.RawPath, url.Path) = (rest, path);
        return url;
    }

    /// <summary>The colon behind the scheme, or -1 where there is none.</summary>
    private static int EndOfScheme(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == ':')
                return i;
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z')) && (i == 0 || c is not ((>= '0' and <= '9') or '+' or '-' or '.')))
                return -1;
        }
        return -1;
    }

    private static bool TryReadAuthority(Url url, string authority, out string problem)
    {
        int at = authority.LastIndexOf('@');
        if (!TryReadHost(url.Scheme, authority.Substring(at + 1), out string host, out problem))
            return false;
        url.Host = host;
        if (at < 0)
            return true;
        url.User = authority.Substring(0, at);
        if (!url.User.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "-._:~!$&'()*+,;=%@".IndexOf(c) >= 0))
            problem = "net/url: invalid userinfo";
        return problem.Length == 0 && UrlEscapes.TryUnescape(url.User, UrlPart.User, out _, out problem);
    }

    private static bool TryReadHost(string scheme, string text, out string host, out string problem)
    {
        host = "";
        if (text.LastIndexOf('[') is >= 0 and var open)
            return TryReadAddress(text, open, out host, out problem);
        problem = "";
        // Several colons are a host and port only where other schemes write lists of them.
        int colon = scheme is "http" or "https" ? text.IndexOf(':') : text.LastIndexOf(':');
        if (colon >= 0 && !IsOptionalPort(text.Substring(colon)))
            problem = $"invalid port \"{text.Substring(colon)}\" after host";
        if (problem.Length > 0 || !UrlEscapes.TryUnescape(text, UrlPart.Host, out byte[] bytes, out problem))
            return false;
        host = UrlEscapes.Text(bytes);
        return true;
    }

    /// <summary>Reads <c>[::1]:80</c>.</summary>
    private static bool TryReadAddress(string text, int open, out string host, out string problem)
    {
        host = "";
        int close = text.LastIndexOf(']');
        if (close < open)
        {
            problem = "missing ']' in host";
            return false;
        }
        string port = text.Substring(close + 1), name = text.Substring(open + 1, close - open - 1);
        if (!IsOptionalPort(port))
        {
            problem = $"invalid port \"{port}\" after host";
            return false;
        }
        int zone = name.IndexOf("%25", StringComparison.Ordinal);
        byte[] zoneBytes = [];
        if (!UrlEscapes.TryUnescape(zone < 0 ? name : name.Substring(0, zone), UrlPart.Host, out byte[] bytes, out problem)
            || (zone >= 0 && !UrlEscapes.TryUnescape(name.Substring(zone), UrlPart.Zone, out zoneBytes, out problem)))
            return false;
        if (!IpAddress.IsV6(UrlEscapes.Text(bytes), out problem))
            return false;
        host = $"[{UrlEscapes.Text(bytes)}{UrlEscapes.Text(zoneBytes)}]{port}";
        return true;
    }
}
