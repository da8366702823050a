using ContainerSecurity.Cel.Regexes;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>A format for names and values, and the library <c>format</c>.</summary>
internal sealed class NameFormat(string name, int maxRegexSize, Func<string, IEnumerable<string>> validate) : CelOpaque(Type)
{
    public static new readonly CelType Type = CelType.Opaque("kubernetes.NamedFormat");

    /// <summary>The length of the pattern that the cost of a validation depends on.</summary>
    public int MaxRegexSize { get; } = maxRegexSize;

    private static readonly CelRegex Uuid = CelRegex.Cached("^(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$");

    private static readonly CelRegex Base64 = CelRegex.Cached("^(?:[A-Za-z0-9+\\/]{4})*(?:[A-Za-z0-9+\\/]{2}==|[A-Za-z0-9+\\/]{3}=|[A-Za-z0-9+\\/]{4})$");

    private static readonly CelRegex TimeOfDay = CelRegex.Cached("^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$");

    private static readonly NameFormat[] All =
    [
        new("dns1123Label", 30, v => Dns.Label(v)),
        new("dns1123Subdomain", 60, v => Dns.Subdomain(v)),
        new("dns1035Label", 30, v => Dns.Label1035(v)),
        new("qualifiedName", 60, Dns.QualifiedName),
        new("dns1123LabelPrefix", 30, v => Dns.Label(Dns.Mask(v))),
        new("dns1123SubdomainPrefix", 60, v => Dns.Subdomain(Dns.Mask(v))),
        new("dns1035LabelPrefix", 30, v => Dns.Label1035(Dns.Mask(v))),
        new("labelValue", 40, Dns.LabelValue),
        new("uri", 1000, v => UrlReader.FindProblem(v) is { } problem ? [problem] : []),
        new("uuid", 1000, v => Uuid.IsMatch(v) ? [] : ["does not match the UUID format"]),
        new("byte", 1000, v => Base64.IsMatch(v) ? [] : ["invalid base64"]),
        new("date", 1000, v => IsDate(v) ? [] : ["invalid date"]),
        new("datetime", 1000, v => IsDateTime(v) ? [] : ["invalid datetime"]),
    ];

    protected override bool EqualsOpaque(CelOpaque other) => ReferenceEquals(this, other);
    protected override int HashOpaque() => name.GetHashCode();
    public override string ToString() => name;

    public static CelLibrary CreateLibrary()
    {
        CelLibrary library = new CelLibrary("kubernetes.format").TypeName(Type)
            .Function("format-named", "format.named", "f(string) -> optional_type(kubernetes.NamedFormat)", n =>
                CelValue.From(Array.Find(All, f => f.ToString() == (string)n.Reference!) is { } found
                    ? CelOptional.Of(CelValue.From(found))
                    : CelOptional.None))
            .Method(
                "format-validate",
                "validate",
                "kubernetes.NamedFormat.validate(string) -> optional_type(list(string))",
                (f, v) => ((NameFormat)f.Reference!).Validate((string)v.Reference!));
        foreach (NameFormat format in All)
        {
            CelValue value = CelValue.From(format);
            library.Function($"constant_{format}", $"format.{format}", "f() -> kubernetes.NamedFormat", () => value);
        }
        return library;
    }

    private CelValue Validate(string value)
    {
        CelValue[] problems = [.. validate(value).Select(CelValue.From)];
        return CelValue.From(problems.Length == 0 ? CelOptional.None : CelOptional.Of(CelValue.From(CelList.Of(problems))));
    }

    private static bool IsDate(string text) =>
        text.Length == 10
        && CelTimestamp.ParseAsGo((text.StartsWith("0000", StringComparison.Ordinal) ? "2000" + text.Substring(4) : text)
            + "T00:00:00Z") is not null;

    // Offsets are not bounded, and any character stands before a fraction: the pattern is Kubernetes' own.
    private static bool IsDateTime(string text)
    {
        string[] parts = text.ToLowerInvariant().Split('t');
        return text.Length >= 4 && parts.Length >= 2 && IsDate(parts[0]) && TimeOfDay.IsMatch(parts[1])
            && string.CompareOrdinal(parts[1].Substring(0, 2), "23") <= 0
            && string.CompareOrdinal(parts[1].Substring(3, 2), "59") <= 0
            && string.CompareOrdinal(parts[1].Substring(6, 2), "59") <= 0;
    }
}
