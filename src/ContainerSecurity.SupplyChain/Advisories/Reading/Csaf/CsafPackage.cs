using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

/// <summary>The package that a product of CSAF is, as advisories know it.</summary>
/// <param name="Ecosystem">The ecosystem, with its release.</param>
/// <param name="Name">The name.</param>
/// <param name="Module">The module stream of rpm; empty for none; null where there are no modules.</param>
internal sealed record CsafPackage(AdvisoryEcosystem Ecosystem, string Name, string? Module)
{
    private static readonly HashSet<string> Architectures = new(StringComparer.Ordinal)
    {
        "noarch", "src", "nosrc", "x86_64", "i386", "i486", "i586", "i686", "aarch64", "aarch64_ilp32", "armv6hl", "armv7hl",
        "ppc", "ppc64", "ppc64le", "s390", "s390x", "ia64", "riscv64", "loongarch64",
    };

    /// <summary>The package of a product and its version, null for all; null where it is no package of a known ecosystem.</summary>
    public static (CsafPackage Package, string? Version)? Of(CsafProduct product, IReadOnlyList<CsafProduct> wholes)
    {
        AdvisoryEcosystem? release = wholes.Select(CsafRelease.Of).FirstOrDefault(r => r is not null);
        if (product.Url is { } url)
            return OfUrl(url, release, wholes);
        // A name alone says what it is only where it is known of which release.
        if (release?.Versions != PackageEcosystem.Rpm)
            return null;
        (string name, string? version) = Split(product.Name);
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        string module = slash > 0 && name.AsSpan(0, slash).Contains(':') ? name[..slash] : "";
        return (new CsafPackage(release, module.Length > 0 ? name[(slash + 1)..] : name, ModuleOf(wholes) ?? module), version);
    }

    private static (CsafPackage, string?)? OfUrl(PackageUrl url, AdvisoryEcosystem? release, IReadOnlyList<CsafProduct> wholes)
    {
        if (url.Type is "rpm" or "deb" or "apk")
        {
            AdvisoryEcosystem? ecosystem = release ?? DistributionReleases.Of(url);
            string? version = url.Version is { } v && url.Qualifiers.TryGetValue("epoch", out string? epoch) && epoch != "0"
                ? $"{epoch}:{v}"
                : url.Version;
            string? module = url.Type != "rpm" ? null
                : url.Qualifiers.TryGetValue("rpmmod", out string? stream) ? TwoParts(stream)
                : ModuleOf(wholes) ?? "";
            return ecosystem is null ? null : (new CsafPackage(ecosystem, url.Name, module), version);
        }

        return EcosystemTable.OfType(url.Type) is { } language
            ? (new CsafPackage(new AdvisoryEcosystem(language, null), EcosystemTable.NameOf(url), null), url.Version)
            : null;
    }

    /// <summary>Of <c>pkg:rpmmod/redhat/nodejs@18:8090…</c> it is <c>nodejs:18</c>.</summary>
    private static string? ModuleOf(IReadOnlyList<CsafProduct> wholes) => wholes
        .Select(w => w.Url).Where(u => u?.Type == "rpmmod").Select(u => TwoParts($"{u!.Name}:{u.Version}")).FirstOrDefault();

    private static string TwoParts(string label) => string.Join(':', label.Split(':').Take(2));

    /// <summary>The name and version of <c>openssl-libs-1:1.1.1k-9.el8.x86_64</c>, or a name alone.</summary>
    private static (string Name, string? Version) Split(string text)
    {
        int dot = text.LastIndexOf('.');
        bool hasArchitecture = dot > 0 && Architectures.Contains(text[(dot + 1)..]);
        string rest = hasArchitecture ? text[..dot] : text;
        int release = rest.LastIndexOf('-');
        int version = release <= 0 ? -1 : rest.LastIndexOf('-', release - 1);
        bool isVersion = version > 0 && release > version + 1 && release < rest.Length - 1
            && char.IsAsciiDigit(rest[version + 1])
            && (hasArchitecture || (char.IsAsciiDigit(rest[release + 1]) && rest.AsSpan(version).Contains('.')));
        return isVersion ? (rest[..version], rest[(version + 1)..]) : (rest, null);
    }
}
