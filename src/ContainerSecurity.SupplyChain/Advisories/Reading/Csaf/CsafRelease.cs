namespace ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

/// <summary>The release of a distribution that a product of CSAF is: by its CPE, of SUSE by its name.</summary>
internal static class CsafRelease
{
    private const string Suse = "SUSE ";
    private const string OpenSuse = "openSUSE ";

    /// <summary>The ecosystem; null where the product is no release.</summary>
    public static AdvisoryEcosystem? Of(CsafProduct product) =>
        product.Name.StartsWith(Suse, StringComparison.Ordinal) ? AdvisoryEcosystem.Parse("SUSE:" + product.Name[Suse.Length..])
        : product.Name.StartsWith(OpenSuse, StringComparison.Ordinal) ? AdvisoryEcosystem.Parse("openSUSE:" + product.Name[OpenSuse.Length..])
        : product.Cpe is { } cpe ? OfCpe(cpe)
        : null;

    private static AdvisoryEcosystem? OfCpe(string cpe)
    {
        string[] parts = PartsOf(cpe);
        if (parts is not [_, var vendor, var name, var version, ..])
            return null;
        string edition = parts.Length > 5 ? parts[5] : "";
        string? ecosystem = (vendor, name) switch
        {
            ("redhat", _) => $"Red Hat:{name}:{version}" + (edition.Length > 0 ? $"::{edition}" : ""),
            ("canonical", "ubuntu_linux") => $"Ubuntu:{version}",
            ("debian", "debian_linux") => $"Debian:{version}",
            ("oracle", "linux") => $"Oracle Linux:{version}",
            ("almalinux", "almalinux") => $"AlmaLinux:{version}",
            ("rocky" or "resf", "rocky" or "rocky_linux") => $"Rocky Linux:{version}",
            ("fedoraproject", "fedora") => $"Fedora:{version}",
            ("alpinelinux", "alpine_linux") => $"Alpine:v{version}",
            ("amazon", "linux" or "amazon_linux") => $"Amazon Linux:{version}",
            ("microsoft", "azure_linux" or "cbl-mariner") => $"Azure Linux:{version}",
            _ => null,
        };
        return ecosystem is null || version.Length == 0 ? null : AdvisoryEcosystem.Parse(ecosystem);
    }

    /// <summary>Part, vendor, product, version, update and edition of either binding of CPE; what says anything is empty.</summary>
    private static string[] PartsOf(string cpe)
    {
        const string Uri = "cpe:/", Formatted = "cpe:2.3:";
        string rest = cpe.StartsWith(Formatted, StringComparison.OrdinalIgnoreCase) ? cpe[Formatted.Length..]
            : cpe.StartsWith(Uri, StringComparison.OrdinalIgnoreCase) ? cpe[Uri.Length..]
            : "";
        return [.. rest.Split(':').Select(p => p is "*" or "-" ? "" : p.Replace("\\", "", StringComparison.Ordinal).ToLowerInvariant())];
    }
}
