namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>The libraries <c>ip</c> and <c>cidr</c>.</summary>
internal static class NetworkFunctions
{
    /// <summary>The library <c>ip</c>.</summary>
    /// <param name="readsMapped">
    /// Whether an IPv4 address in the hexadecimal form of IPv6 is read as that, as the specification's suite does;
    /// Kubernetes refuses it in any form.
    /// </param>
    public static CelLibrary CreateIp(bool readsMapped) => new CelLibrary("kubernetes.ip").TypeName(IpAddress.Type)
        .Function("string_to_ip", "ip", "f(string) -> net.IP", s => With(s, readsMapped, ip => CelValue.From(ip)))
        .Function("is_ip", "isIP", "f(string) -> bool", s => CelValue.From(IpAddress.Parse((string)s.Reference!, readsMapped, out _) is not null))
        .Function(
            "ip_is_canonical",
            "ip.isCanonical",
            "f(string) -> bool",
            s => With(s, readsMapped, ip => CelValue.From(ip.ToString() == (string)s.Reference!)))
        .Function("ip_to_string", "string", "f(net.IP) -> string", ip => CelValue.From(ip.Reference!.ToString()))
        .Method("ip_family", "family", "net.IP.family() -> int", v => CelValue.From(Ip(v).IsV4 ? 4L : 6L))
        .Method("ip_is_unspecified", "isUnspecified", "net.IP.isUnspecified() -> bool", v => CelValue.From(Ip(v).IsUnspecified))
        .Method("ip_is_loopback", "isLoopback", "net.IP.isLoopback() -> bool", v => CelValue.From(Ip(v).IsLoopback))
        .Method("ip_is_link_local_multicast", "isLinkLocalMulticast", "net.IP.isLinkLocalMulticast() -> bool", v => CelValue.From(Ip(v).IsLinkLocalMulticast))
        .Method("ip_is_link_local_unicast", "isLinkLocalUnicast", "net.IP.isLinkLocalUnicast() -> bool", v => CelValue.From(Ip(v).IsLinkLocalUnicast))
        .Method("ip_is_global_unicast", "isGlobalUnicast", "net.IP.isGlobalUnicast() -> bool", v => CelValue.From(Ip(v).IsGlobalUnicast));

    /// <summary>The library <c>cidr</c>.</summary>
    /// <param name="readsMapped">As for <see cref="CreateIp"/>.</param>
    public static CelLibrary CreateCidr(bool readsMapped) => new CelLibrary("kubernetes.cidr").TypeName(Cidr.Type)
        .Function("string_to_cidr", "cidr", "f(string) -> net.CIDR", s => WithCidr(s, readsMapped, c => CelValue.From(c)))
        .Function("is_cidr", "isCIDR", "f(string) -> bool", s => CelValue.From(Cidr.Parse((string)s.Reference!, readsMapped, out _) is not null))
        .Function("cidr_to_string", "string", "f(net.CIDR) -> string", c => CelValue.From(c.Reference!.ToString()))
        .Method(
            "cidr_contains_ip_string",
            "containsIP",
            "net.CIDR.containsIP(string) -> bool",
            (c, s) => With(s, readsMapped, ip => CelValue.From(Range(c).Contains(ip))))
        .Method("cidr_contains_ip_ip", "containsIP", "net.CIDR.containsIP(net.IP) -> bool", (c, ip) => CelValue.From(Range(c).Contains(Ip(ip))))
        .Method(
            "cidr_contains_cidr_string",
            "containsCIDR",
            "net.CIDR.containsCIDR(string) -> bool",
            (c, s) => WithCidr(s, readsMapped, other => CelValue.From(Range(c).Contains(other))))
        .Method("cidr_contains_cidr", "containsCIDR", "net.CIDR.containsCIDR(net.CIDR) -> bool", (c, other) => CelValue.From(Range(c).Contains(Range(other))))
        .Method("cidr_ip", "ip", "net.CIDR.ip() -> net.IP", c => CelValue.From(Range(c).Address))
        .Method("cidr_prefix_length", "prefixLength", "net.CIDR.prefixLength() -> int", c => CelValue.From((long)Range(c).Prefix))
        .Method("cidr_masked", "masked", "net.CIDR.masked() -> net.CIDR", c => CelValue.From(Range(c).Masked()));

    private static IpAddress Ip(CelValue value) => (IpAddress)value.Reference!;

    private static Cidr Range(CelValue value) => (Cidr)value.Reference!;

    private static CelValue With(CelValue text, bool readsMapped, Func<IpAddress, CelValue> body)
    {
        string s = (string)text.Reference!;
        if (IpAddress.Parse(s, readsMapped, out string error) is { } ip)
            return body(ip);
        return CelValue.Error(error.StartsWith("ParseAddr", StringComparison.Ordinal)
            ? $"IP Address \"{s}\" parse error during conversion from string: {error}"
            : error);
    }

    private static CelValue WithCidr(CelValue text, bool readsMapped, Func<Cidr, CelValue> body) => Cidr.Parse(
        (string)text.Reference!, readsMapped, out string error) is { } cidr ? body(cidr)
        : CelValue.Error(error.StartsWith("network", StringComparison.Ordinal) ? "network address parse error during conversion from string: " + error : error);
}
