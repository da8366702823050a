namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>
/// The licences of a bill of SPDX: expressions as they are, and names of its own for all other texts.
/// </summary>
internal sealed class SpdxLicenses
{
    private readonly SortedDictionary<string, string> extracted = new(StringComparer.Ordinal);

    /// <summary>The names of its own that were used, with the texts that they stand for.</summary>
    public IReadOnlyDictionary<string, string> Extracted => extracted;

    /// <summary>Whether the declared expression is just what the package names.</summary>
    public static bool AreDeclared(IReadOnlyList<string> licenses) => licenses.Count == 0 || (licenses.Count == 1 && LicenseExpression.IsValid(licenses[0]));

    /// <summary>The expression of all the licences of a package; null for none.</summary>
    public string? Declare(IReadOnlyList<string> licenses) => licenses.Count switch
    {
        0 => null,
        1 => Operand(licenses[0]),
        _ => string.Join(" AND ", licenses.Select(Operand).Select(o => o.Contains(' ', StringComparison.Ordinal) ? $"({o})" : o).Distinct()),
    };

    private string Operand(string license)
    {
        if (LicenseExpression.IsValid(license))
            return license;
        string identifier = $"LicenseRef-{ContentIdentity.Short(license)}";
        extracted[identifier] = license;
        return identifier;
    }
}
