namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>A URL, and the library <c>url</c>.</summary>
internal sealed class Url : CelOpaque
{
    public static new readonly CelType Type = CelType.Opaque("kubernetes.URL");

    public Url() : base(Type)
    {
    }

    public string Scheme { get; set; } = "";
    /// <summary>What follows the scheme where that is no path.</summary>
    public string Opaque { get; set; } = "";
    public string User { get; set; } = "";
    public string Host { get; set; } = "";
    /// <summary>The path as it was written, and what it stands for.</summary>
    public string RawPath { get; set; } = "";
    public byte[] Path { get; set; } = [];
    public string Query { get; set; } = "";
    public string Fragment { get; set; } = "";

    protected override bool EqualsOpaque(CelOpaque other) => other.ToString() == ToString();
    protected override int HashOpaque() => ToString().GetHashCode();
    public override string ToString() => (Scheme.Length > 0 ? Scheme + ":" : "")
        + (Opaque.Length > 0 ? Opaque : (Host.Length + User.Length > 0 ? "//" + (User.Length > 0 ? User + "@" : "") + Host : "") + EscapedPath)
        + (Query.Length > 0 ? "?" + Query : "") + (Fragment.Length > 0 ? "#" + Fragment : "");

    public string EscapedPath => UrlEscapes.Path(RawPath, Path);

    /// <summary>Where the port begins, with its colon; behind the end where there is none.</summary>
    private int PortStart => Host.LastIndexOf(':') is >= 0 and var colon && UrlReader.IsOptionalPort(Host.Substring(colon)) ? colon : Host.Length;
    private string Port => Host.Substring(Math.Min(Host.Length, PortStart + 1));
    private string HostName =>
        Host.Substring(0, PortStart) is var name
        && name.StartsWith("[", StringComparison.Ordinal)
        && name.EndsWith("]", StringComparison.Ordinal)
            ? name.Substring(1, name.Length - 2)
            : name;

    public static CelLibrary CreateLibrary() => new CelLibrary("kubernetes.url").TypeName(Type)
        .Function(
            "string_to_url",
            "url",
            "f(string) -> kubernetes.URL",
            s => UrlReader.Read((string)s.Reference!, out string error) is { } url
                ? CelValue.From(url)
                : CelValue.Error("URL parse error during conversion from string: " + error))
        .Function("is_url_string", "isURL", "f(string) -> bool", s => CelValue.From(UrlReader.FindProblem((string)s.Reference!) is null))
        .Method("url_get_scheme", "getScheme", "kubernetes.URL.getScheme() -> string", u => CelValue.From(Of(u).Scheme))
        .Method("url_get_host", "getHost", "kubernetes.URL.getHost() -> string", u => CelValue.From(Of(u).Host))
        .Method("url_get_hostname", "getHostname", "kubernetes.URL.getHostname() -> string", u => CelValue.From(Of(u).HostName))
        .Method("url_get_port", "getPort", "kubernetes.URL.getPort() -> string", u => CelValue.From(Of(u).Port))
        .Method("url_get_escaped_path", "getEscapedPath", "kubernetes.URL.getEscapedPath() -> string", u => CelValue.From(Of(u).EscapedPath))
        .Method("url_get_query", "getQuery", "kubernetes.URL.getQuery() -> map(string, list(string))", u => Of(u).ReadQuery());

    private static Url Of(CelValue value) => (Url)value.Reference!;

    /// <summary>The parameters; what cannot be read is left out.</summary>
    private CelValue ReadQuery()
    {
        var values = new Dictionary<CelValue, List<CelValue>>();
        foreach (string part in Query.Split('&'))
        {
            int equal = part.IndexOf('=');
            if (part.Length == 0 || part.IndexOf(';') >= 0
                || !UrlEscapes.TryUnescape(equal < 0 ? part : part.Substring(0, equal), UrlPart.Query, out byte[] key, out _)
                || !UrlEscapes.TryUnescape(equal < 0 ? "" : part.Substring(equal + 1), UrlPart.Query, out byte[] value, out _))
                continue;
            CelValue name = CelValue.From(UrlEscapes.Text(key));
            if (!values.TryGetValue(name, out List<CelValue>? list))
                values.Add(name, list = []);
            list.Add(CelValue.From(UrlEscapes.Text(value)));
        }
        return CelValue.From(new DictionaryMap(values.ToDictionary(v => v.Key, v => CelValue.From(CelList.Of([.. v.Value])))));
    }
}
