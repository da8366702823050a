namespace ContainerSecurity.Rules;

/// <summary>
/// What a finding is about beside its place, as data: a known flaw under its names, in a package. A waiver may name
/// it.
/// </summary>
/// <param name="Names">The identifiers, its own first, such as <c>CVE-2024-1234</c> and <c>GHSA-…</c>; empty where it is about the package alone.</param>
/// <param name="Package">The name of the package; null where it is about none.</param>
public sealed record FindingSubject(IReadOnlyList<string> Names, string? Package)
{
    private const string Flaw = "CVE-", Advisory = "GHSA-";

    /// <summary>The package URL; null where it is not known.</summary>
    public string? PackageUrl { get; init; }

    /// <summary>
    /// Returns whether some names mean all of the subject: one of its names; where it stands for several flaws, all of
    /// them, or the name of the advisory that joins them.
    /// </summary>
    /// <param name="wanted">The names, in any case.</param>
    public bool IsNamedBy(IEnumerable<string> wanted)
    {
        string[] named = [.. Names.Intersect(wanted ?? throw new ArgumentNullException(nameof(wanted)), StringComparer.OrdinalIgnoreCase)];
        string[] flaws = [.. Names.Where(IsFlaw).Distinct(StringComparer.OrdinalIgnoreCase)];
        return flaws.Length < 2 ? named.Length > 0
            : named.Any(n => !IsFlaw(n) && !n.StartsWith(Advisory, StringComparison.OrdinalIgnoreCase))
                || flaws.All(f => named.Contains(f, StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsFlaw(string name) => name.StartsWith(Flaw, StringComparison.OrdinalIgnoreCase);
}
