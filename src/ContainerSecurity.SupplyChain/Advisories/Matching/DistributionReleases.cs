using System.Collections.Frozen;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>The releases of distributions: as <c>os-release</c>, package URLs and advisories write them.</summary>
internal static class DistributionReleases
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["alma"] = "AlmaLinux",
        ["almalinux"] = "AlmaLinux",
        ["alpaquita"] = "Alpaquita",
        ["alpine"] = "Alpine",
        ["amazon"] = "Amazon Linux",
        ["amzn"] = "Amazon Linux",
        ["azurelinux"] = "Azure Linux",
        ["cbl-mariner"] = "Azure Linux",
        ["mariner"] = "Azure Linux",
        ["centos"] = "Red Hat",
        ["chainguard"] = "Chainguard",
        ["debian"] = "Debian",
        ["fedora"] = "Fedora",
        ["mageia"] = "Mageia",
        ["minimos"] = "MinimOS",
        ["ol"] = "Oracle Linux",
        ["openeuler"] = "openEuler",
        ["opensuse"] = "openSUSE",
        ["opensuse-leap"] = "openSUSE",
        ["opensuse-tumbleweed"] = "openSUSE",
        ["oracle"] = "Oracle Linux",
        ["photon"] = "Photon OS",
        ["redhat"] = "Red Hat",
        ["rhel"] = "Red Hat",
        ["rocky"] = "Rocky Linux",
        ["sles"] = "SUSE",
        ["sle-micro"] = "SUSE",
        ["ubuntu"] = "Ubuntu",
        ["wolfi"] = "Wolfi",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> DebianNames = new Dictionary<string, string>
    {
        ["squeeze"] = "6",
        ["wheezy"] = "7",
        ["jessie"] = "8",
        ["stretch"] = "9",
        ["buster"] = "10",
        ["bullseye"] = "11",
        ["bookworm"] = "12",
        ["trixie"] = "13",
        ["forky"] = "14",
        ["duke"] = "15",
    }.ToFrozenDictionary();

    /// <summary>Whether a distribution has one stream only, so that its release means nothing.</summary>
    public static bool IsRolling(string name) => name is "Wolfi" or "Chainguard" or "MinimOS";

    /// <summary>The ecosystem of a release; null where no advisories are known to be made for it.</summary>
    public static AdvisoryEcosystem? Of(OperatingSystemRelease release)
    {
        if (!Names.TryGetValue(release.Id.ToLowerInvariant(), out string? name))
            return null;
        if (IsRolling(name))
            return new AdvisoryEcosystem(name, null);
        string id = release.Id.ToLowerInvariant();
        string? version = id is "opensuse-tumbleweed" ? "Tumbleweed"
            : string.IsNullOrWhiteSpace(release.Version) ? null
            : id is "opensuse-leap" or "opensuse" ? $"Leap {release.Version}"
            : id is "sles" ? "Linux Enterprise Server " + release.Version.Replace(".", " SP", StringComparison.Ordinal)
            : id is "sle-micro" ? $"Linux Enterprise Micro {release.Version}"
            : release.Version;
        return version is null ? null : new AdvisoryEcosystem(name, Normalize(name, version));
    }

    /// <summary>The ecosystem that a package URL tells by its qualifier <c>distro</c>; null where it tells none.</summary>
    public static AdvisoryEcosystem? Of(PackageUrl url)
    {
        string @namespace = url.Namespace ?? "";
        if (!url.Qualifiers.TryGetValue("distro", out string? distro))
            return Names.TryGetValue(@namespace, out string? name) && IsRolling(name)
                ? new AdvisoryEcosystem(name, null)
                : null;
        int dash = distro.LastIndexOf('-');
        string id = dash < 0 ? "" : distro[..dash];
        return Names.ContainsKey(id) ? Of(new OperatingSystemRelease(id, distro[(dash + 1)..]))
            : Names.ContainsKey(distro) ? Of(new OperatingSystemRelease(distro, null))
            : Of(new OperatingSystemRelease(@namespace, distro));
    }

    /// <summary>A release in one form for all writings.</summary>
    public static string Normalize(string name, string release)
    {
        string text = release.Trim();
        return name switch
        {
            "Debian" => DebianNames.GetValueOrDefault(text.ToLowerInvariant()) ?? Parts(text, 1),
            "Ubuntu" => Ubuntu(text),
            "Alpine" or "Alpaquita" => Alpine(text),
            "Amazon Linux" => Amazon(text),
            "Red Hat" => RedHat(text),
            "AlmaLinux" or "Rocky Linux" or "Oracle Linux" or "Azure Linux" or "Fedora" or "Mageia" => Parts(text, 1),
            "Photon OS" => text.Contains('.') ? Parts(text, 2) : text + ".0",
            "SUSE" => Suse(text.Replace('-', ' ').ToUpperInvariant()),
            "openSUSE" => text.Replace('-', ' ').ToUpperInvariant(),
            _ => text,
        };
    }

    // Pro, FIPS and realtime are streams of their own, whose fixes nobody gets without them.
    private static string Ubuntu(string text)
    {
        string[] parts = [.. text.Split(':').Where(p => !p.Equals("LTS", StringComparison.OrdinalIgnoreCase))];
        parts[^1] = Parts(parts[^1], 2);
        return string.Join(':', parts);
    }

    // What is developed calls itself 3.21.0_alpha20240807.
    private static string Alpine(string text)
    {
        string version = text.TrimStart('v', 'V');
        bool isEdge = version.StartsWith("edge", StringComparison.OrdinalIgnoreCase)
            || version.Contains("_alpha", StringComparison.Ordinal);
        return isEdge ? "edge" : Parts(version, 2);
    }

    // The packages of a server come from the modules of its service pack. LTSS, ESPOS, Micro and the server for SAP, which
    // is mended for longer, are streams of their own.
    private static string Suse(string text)
    {
        const string Line = "LINUX ENTERPRISE ";
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int version = words is [.., var major, var pack] && pack.StartsWith("SP", StringComparison.Ordinal) && IsNumber(major) ? 2
            : words is [.., var last] && IsNumber(last) ? 1
            : 0;
        string product = string.Join(' ', words[..^version]);
        bool isServer = product is Line + "SERVER" or Line + "DESKTOP" or Line + "HIGH PERFORMANCE COMPUTING"
            || product.StartsWith(Line + "MODULE FOR ", StringComparison.Ordinal);
        return version > 0 && isServer ? $"{Line}SERVER {string.Join(' ', words[^version..])}" : text;
    }

    private static bool IsNumber(string word) => word.All(char.IsAsciiDigit);

    private static string Amazon(string text)
    {
        string word = text.Split(' ').FirstOrDefault(w => w.Length > 0 && char.IsAsciiDigit(w[0])) ?? text;
        string major = Parts(word, 1);
        return major.Length == 4 && string.CompareOrdinal(major, "2022") < 0 ? "1" : major;
    }

    // enterprise_linux:8::baseos is release 8; other products, such as rhel_eus:8.6, are streams of their own.
    private static string RedHat(string text)
    {
        string[] parts = text.Split(':');
        return parts[0] == "enterprise_linux" && parts.Length > 1 ? Parts(parts[1], 1)
            : parts.Length == 1 ? Parts(parts[0], 1)
            : $"{parts[0]}:{parts[1]}";
    }

    private static string Parts(string version, int count) => string.Join('.', version.Split(' ')[0].Split('.').Take(count));
}
