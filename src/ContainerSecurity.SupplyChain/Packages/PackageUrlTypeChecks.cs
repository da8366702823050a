using System.Text;

namespace ContainerSecurity.SupplyChain.Packages;

/// <summary>The rules of single types of package URLs that no other type has.</summary>
internal static class PackageUrlTypeChecks
{
    /// <summary>An extension of Chrome is named by 32 letters from a to p, its versions have up to four numbers.</summary>
    public static string? ChromeExtension(PackageUrlParts parts) =>
        parts.Name.Length != 32 || !parts.Name.All(c => c is >= 'a' and <= 'p')
            ? $"'{parts.Name}' is no extension of Chrome: those are 32 letters from a to p."
        : parts.Version is { } version && !IsNumbers(version) ? $"'{version}' is no version of an extension of Chrome."
        : null;

    /// <summary>A name of CPAN is that of a distribution and never that of a module.</summary>
    public static string? Cpan(PackageUrlParts parts) =>
        parts.Name.Contains("::", StringComparison.Ordinal) ? $"'{parts.Name}' is a module of Perl and no distribution." : null;

    /// <summary>GitHub ignores case; other hosts may not.</summary>
    public static PackageUrlParts Git(PackageUrlParts parts)
    {
        bool ignoresCase = parts.Namespace?.ToLowerInvariant() is "github" or "github.com";
        return ignoresCase
            ? parts with { Namespace = parts.Namespace!.ToLowerInvariant(), Name = parts.Name.ToLowerInvariant() }
            : parts;
    }

    /// <summary>Databricks ignores case; Azure ML does not.</summary>
    public static PackageUrlParts MlFlow(PackageUrlParts parts) =>
        parts.Qualifiers.TryGetValue("repository_url", out string? at) && at.Contains("databricks", StringComparison.OrdinalIgnoreCase)
            ? parts with { Name = parts.Name.ToLowerInvariant() }
            : parts;

    /// <summary>Names of Python ignore case, and runs of dashes, dots and underscores are one dash (PEP 503).</summary>
    public static PackageUrlParts PyPi(PackageUrlParts parts) =>
        parts with { Name = PyPiName(parts.Name), Version = parts.Version?.ToLowerInvariant() };

    /// <summary>A name of Python in the one form of PEP 503.</summary>
    public static string PyPiName(string name)
    {
        StringBuilder text = new(name.Length);
        foreach (char c in name)
        {
            if (c is not ('-' or '_' or '.'))
                text.Append(char.ToLowerInvariant(c));
            else if (text.Length == 0 || text[^1] != '-')
                text.Append('-');
        }

        return text.ToString();
    }

    private static bool IsNumbers(string version)
    {
        string[] numbers = version.Split('.');
        return numbers.Length <= 4 && numbers.All(n => n.Length > 0 && n.All(char.IsAsciiDigit));
    }
}
