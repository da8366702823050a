using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>What was not judged, one note a reason.</summary>
internal sealed class MatchNotes
{
    private const int MaxNames = 5;
    private readonly List<string> reasons = [];
    private readonly Dictionary<string, (string? Subject, List<string> Names, int Count)> packages = [];

    /// <summary>A package that the distribution did not make.</summary>
    public void AddForeign(InstalledPackage package) =>
        Add(null, "They were not made by the distribution, whose advisories do not speak for them", package);

    /// <summary>A package of a release that is not known.</summary>
    public void AddUnknownRelease(OperatingSystemRelease? release, InstalledPackage package) =>
        Add(
            null,
            release is null
                ? "The release of their operating system is not known"
                : $"No advisories are known to be made for the release '{release.Id} {release.Version}' of their operating system",
            package);

    /// <summary>A package of a type that has no advisories.</summary>
    public void AddUnknownType(InstalledPackage package) =>
        Add(null, $"No advisories are known to be made for packages of type '{package.Url.Type}'", package);

    /// <summary>A package whose ecosystem has no advisories among those given.</summary>
    public void AddMissing(AdvisoryEcosystem ecosystem, InstalledPackage package) =>
        Add(ecosystem.ToString(), $"No advisories for '{ecosystem}' were given", package);

    /// <summary>A package whose version cannot be compared.</summary>
    public void AddVersion(MatchSubject subject) =>
        Add(subject.Ecosystem.ToString(), $"Their versions are none of '{subject.Ecosystem.Name}'", subject.Package, subject.Name);

    /// <summary>A package of which what is said cannot be read.</summary>
    public void AddUnreadable(MatchSubject subject, string why) =>
        Add(subject.Ecosystem.ToString(), why.TrimEnd('.'), subject.Package, subject.Name);

    /// <summary>The notes.</summary>
    public IReadOnlyList<AdvisoryNote> ToList() => [.. reasons.Select(r => ToNote(r, packages[r]))];

    private static AdvisoryNote ToNote(string reason, (string? Subject, List<string> Names, int Count) entry)
    {
        string names = string.Join(", ", entry.Names) + (entry.Count > entry.Names.Count ? ", …" : "");
        string count = entry.Count == 1 ? "1 package was" : $"{entry.Count} packages were";
        return new AdvisoryNote(entry.Subject, $"{count} not judged: {names}. {reason}.");
    }

    private void Add(string? subject, string reason, InstalledPackage package, string? name = null)
    {
        if (!packages.TryGetValue(reason, out var entry))
        {
            entry = (subject, [], 0);
            reasons.Add(reason);
        }

        if (entry.Names.Count < MaxNames)
            entry.Names.Add($"{name ?? package.Name} {package.Version}".Trim());
        packages[reason] = entry with { Count = entry.Count + 1 };
    }
}
