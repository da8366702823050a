using System.Text;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of URLs, read and written as Go's <c>net/url</c> does.</summary>
internal static class UrlFunctions
{
    private const string PathCharacters = "-_.~$&+,/:;=@!'()*";

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        new("urlParse", [GoType.String], false, GoType.Map, a => Parse(a[0].AsString())),
        new("urlJoin", [GoType.Map], false, GoType.String, a => GoValue.Of(Join(a[0].AsMap()))),
    ];

    private static MapValue Parse(string url)
    {
        if (url.AsSpan().ContainsAnyInRange('\0', '\u001F') || url.Contains('\u007F', StringComparison.Ordinal))
            throw Bad(url, "net/url: invalid control character in URL");
        int hash = url.IndexOf('#', StringComparison.Ordinal);
        string fragment = hash < 0 ? "" : url.Substring(hash + 1);
        string rest = hash < 0 ? url : url.Substring(0, hash);
        string scheme = SchemeOf(ref rest, url);
        int question = rest.IndexOf('?', StringComparison.Ordinal);
        string query = question < 0 ? "" : rest.Substring(question + 1);
        rest = question < 0 ? rest : rest.Substring(0, question);
        string opaque = "", host = "", user = "";
        if (!rest.StartsWith('/') && scheme.Length > 0)
        {
            opaque = rest;
            rest = "";
        }
        else if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            int slash = rest.IndexOf('/', 2);
            host = slash < 0 ? rest.Substring(2) : rest.Substring(2, slash - 2);
            rest = slash < 0 ? "" : rest.Substring(slash);
            int at = host.LastIndexOf('@');
            user = at < 0 ? "" : host.Substring(0, at);
            host = host.Substring(at + 1);
        }
        string name = host.StartsWith('[') ? host.Substring(1, Math.Max(0, host.IndexOf(']', StringComparison.Ordinal) - 1)) : host.Split(':')[0];
        var map = new MapValue(GoType.Map);
        foreach ((string key, string value) in new[]
        {
            ("scheme", scheme), ("host", host), ("hostname", name), ("path", Unescaped(rest, url)), ("query", query), ("opaque", opaque),
            ("fragment", Unescaped(fragment, url)), ("userinfo", user),
        })
            map.Set(key, GoValue.Of(value));
        return map;
    }

    private static string SchemeOf(ref string rest, string url)
    {
        for (int i = 0; i < rest.Length; i++)
        {
            char c = rest[i];
            if (char.IsAsciiLetter(c) || (i > 0 && (char.IsAsciiDigit(c) || c is '+' or '-' or '.')))
                continue;
            if (c != ':')
                return "";
            if (i == 0)
                throw Bad(url, "missing protocol scheme");
            string scheme = rest.Substring(0, i).ToLowerInvariant();
            rest = rest.Substring(i + 1);
            return scheme;
        }
        return "";
    }

    private static string Join(MapValue parts)
    {
        string Part(string name) =>
            parts[name] switch
            {
                null => "",
                TextValue text => text.Text,
                var other => throw new GoFunctionException($"unable to parse {name} key, must be of type string, but {other.Type} found"),
            };
        var url = new StringBuilder();
        string scheme = Part("scheme");
        url.Append(scheme).Append(scheme.Length > 0 ? ":" : "");
        string host = Part("host"), user = Part("userinfo"), path = Part("path"), opaque = Part("opaque");
        if (opaque.Length > 0)
        {
            url.Append(opaque);
        }
        else
        {
            if (scheme.Length > 0 || host.Length > 0 || user.Length > 0)
                url.Append(host.Length > 0 || path.Length > 0 || user.Length > 0 ? "//" : "");
            url.Append(user).Append(user.Length > 0 ? "@" : "").Append(host);
            if (path.Length > 0 && path[0] != '/' && host.Length > 0)
                url.Append('/');
            url.Append(Escaped(path, PathCharacters));
        }
        string query = Part("query");
        url.Append(query.Length > 0 ? "?" : "").Append(query);
        if (Part("fragment") is { Length: > 0 } fragment)
            url.Append('#').Append(Escaped(fragment, PathCharacters + "?"));
        return url.ToString();
    }

    private static string Escaped(string text, string allowed)
    {
        var escaped = new StringBuilder();
        foreach (byte b in GoBytes.Of(text))
            if (char.IsAsciiLetterOrDigit((char)b) || allowed.Contains((char)b, StringComparison.Ordinal))
                escaped.Append((char)b);
            else
                escaped.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return escaped.ToString();
    }

    private static string Unescaped(string text, string url)
    {
        for (int i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                throw Bad(url, $"invalid URL escape {GoQuote.Quote(text.Substring(i, Math.Min(3, text.Length - i)))}");
        return Uri.UnescapeDataString(text);
    }

    private static GoFunctionException Bad(string url, string reason) => new($"unable to parse url: parse {GoQuote.Quote(url)}: {reason}");
}
