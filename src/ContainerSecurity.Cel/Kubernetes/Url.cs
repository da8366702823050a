using System.Text;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>A URL as Go reads one in a request: absolute, or a path that begins with a slash.</summary>
internal sealed class Url(string scheme, string host, string path, string query, string text) : CelOpaque(Type)
{
    public static new readonly CelType Type = CelType.Opaque("kubernetes.URL");

    protected override bool EqualsOpaque(CelOpaque other) => ((Url)other).ToString() == text;
    protected override int HashOpaque() => text.GetHashCode();
    public override string ToString() => text;

    private string Scheme => scheme;
    private string Host => host;
    private int PortColon => host.LastIndexOf(':') is var colon && colon > host.LastIndexOf(']') ? colon : -1;
    private string Port => PortColon < 0 ? "" : host.Substring(PortColon + 1);
    private string HostName => (PortColon < 0 ? host : host.Substring(0, PortColon)) is var name && name.Length > 1 && name[0] == '[' ? name.Substring(1, name.Length - 2) : name;

    public static CelLibrary CreateLibrary() => new CelLibrary("kubernetes.url").TypeName(Type)
        .Function("string_to_url", "url", "f(string) -> kubernetes.URL", s => Parse((string)s.Reference!, out string error) is { } url ? CelValue.From(url) : CelValue.Error($"URL parse error during conversion from string: {error}"))
        .Function("is_url_string", "isURL", "f(string) -> bool", s => CelValue.From(Parse((string)s.Reference!, out _) is not null))
        .Method("url_get_scheme", "getScheme", "kubernetes.URL.getScheme() -> string", u => CelValue.From(Of(u).Scheme))
        .Method("url_get_host", "getHost", "kubernetes.URL.getHost() -> string", u => CelValue.From(Of(u).Host))
        .Method("url_get_hostname", "getHostname", "kubernetes.URL.getHostname() -> string", u => CelValue.From(Of(u).HostName))
        .Method("url_get_port", "getPort", "kubernetes.URL.getPort() -> string", u => CelValue.From(Of(u).Port))
        .Method("url_get_escaped_path", "getEscapedPath", "kubernetes.URL.getEscapedPath() -> string", u => CelValue.From(Of(u).EscapedPath()))
        .Method("url_get_query", "getQuery", "kubernetes.URL.getQuery() -> map(string, list(string))", u => Of(u).Query());

    private static Url Of(CelValue value) => (Url)value.Reference!;

    public static Url? Parse(string text, out string error)
    {
        error = $"parse \"{text}\": invalid URI for request";
        if (text.Length == 0)
        {
            error = "parse \"\": empty url";
            return null;
        }
        if (text.Any(c => c < ' ' || c == 0x7F))
        {
            error = $"parse \"{text}\": net/url: invalid control character in URL";
            return null;
        }
        int colon = 0;
        while (colon < text.Length && (char.IsLetter(text[colon]) || (colon > 0 && (char.IsDigit(text[colon]) || text[colon] is '+' or '-' or '.'))))
            colon++;
        string scheme = "", rest = text;
        if (colon > 0 && colon < text.Length && text[colon] == ':')
        {
            scheme = text.Substring(0, colon).ToLowerInvariant();
            rest = text.Substring(colon + 1);
        }
        if (rest.IndexOf('#') is >= 0 and var hash)
            rest = rest.Substring(0, hash);
        string query = "";
        if (rest.IndexOf('?') is >= 0 and var mark)
        {
            query = rest.Substring(mark + 1);
            rest = rest.Substring(0, mark);
        }
        if (rest.Length == 0 || rest[0] != '/')
            return scheme.Length > 0 && rest.Length > 0 ? new Url(scheme, "", "", query, text) : null;
        string host = "";
        if (scheme.Length > 0 && rest.StartsWith("//", StringComparison.Ordinal) && !rest.StartsWith("///", StringComparison.Ordinal))
        {
            int slash = rest.IndexOf('/', 2);
            string authority = slash < 0 ? rest.Substring(2) : rest.Substring(2, slash - 2);
            rest = slash < 0 ? "" : rest.Substring(slash);
            host = authority.Substring(authority.LastIndexOf('@') + 1);
            if (!IsHost(host))
            {
                error = $"parse \"{text}\": invalid port after host";
                return null;
            }
        }
        return new Url(scheme, host, rest, query, text);
    }

    private static bool IsHost(string host)
    {
        string after = host;
        if (host.Length > 0 && host[0] == '[')
        {
            int close = host.IndexOf(']');
            if (close < 0)
                return false;
            after = host.Substring(close + 1);
            if (after.Length > 0 && after[0] != ':')
                return false;
        }
        else if (host.IndexOf(' ') >= 0)
            return false;
        int colon = after.IndexOf(':');
        return colon < 0 || after.Substring(colon + 1).All(c => c is >= '0' and <= '9');
    }

    private string EscapedPath()
    {
        var escaped = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(path))
        {
            char c = (char)b;
            if (b < 0x80 && (char.IsLetterOrDigit(c) || "-_.~$&+,/:;=@!'()*%[]".IndexOf(c) >= 0))
                escaped.Append(c);
            else
                escaped.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return escaped.ToString();
    }

    private CelValue Query()
    {
        var values = new Dictionary<CelValue, List<CelValue>>();
        foreach (string part in query.Split('&'))
        {
            if (part.Length == 0 || part.IndexOf(';') >= 0)
                continue;
            int equal = part.IndexOf('=');
            CelValue key = Unescape(equal < 0 ? part : part.Substring(0, equal));
            if (!values.TryGetValue(key, out List<CelValue>? list))
                values.Add(key, list = []);
            list.Add(Unescape(equal < 0 ? "" : part.Substring(equal + 1)));
        }
        return CelValue.From(new DictionaryMap(values.ToDictionary(v => v.Key, v => CelValue.From(CelList.Of([.. v.Value])))));
    }

    private static CelValue Unescape(string text) => CelValue.From(Uri.UnescapeDataString(text.Replace('+', ' ')));
}
