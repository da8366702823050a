using ContainerSecurity.SupplyChain.Advisories.Compiled;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>Finds the flaws of packages by ecosystem with release, source package and version, and by nothing else.</summary>
/// <remarks>
/// Packages of a distribution are judged by its own advisories for its release; a package for dpkg, apk or rpm that
/// somebody else made is judged by none of them. Advisories for rpm name binary packages as well as source packages, so
/// both names are looked up there, each with its own version. CentOS is judged by the advisories of Red Hat, whose
/// packages it rebuilds. What is not judged is said in the notes.
/// </remarks>
public sealed class AdvisoryMatcher
{
    private static readonly Comparer<VulnerabilityMatch> ByAdvisory = Comparer<VulnerabilityMatch>.Create(
        (x, y) => string.CompareOrdinal(x.Advisory.Id, y.Advisory.Id) is not 0 and var order
            ? order
            : string.CompareOrdinal(x.Advisory.Source, y.Advisory.Source));

    private readonly IAdvisoryIndex index;

    /// <summary>Indexes advisories; those that were withdrawn are left out.</summary>
    /// <param name="advisories">The advisories.</param>
    public AdvisoryMatcher(IEnumerable<Advisory> advisories)
        : this(AdvisoryIndex.Of(new AdvisoryFeed([.. advisories ?? throw new ArgumentNullException(nameof(advisories))], null, null, [])))
    {
    }

    /// <summary>Looks up advisories in an index.</summary>
    /// <param name="index">The index; not disposed.</param>
    public AdvisoryMatcher(IAdvisoryIndex index) => this.index = index ?? throw new ArgumentNullException(nameof(index));

    /// <summary>Finds the flaws of the packages of an inventory.</summary>
    /// <param name="inventory">The inventory.</param>
    public VulnerabilityReport Match(PackageInventory inventory)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        MatchNotes notes = new();
        List<VulnerabilityMatch> matches = [];
        foreach (InstalledPackage package in inventory.Packages)
        {
            int start = matches.Count;
            foreach (MatchSubject subject in Subjects(package, inventory.Release, notes))
                TryMatch(subject, matches, start, notes);
            matches.Sort(start, matches.Count - start, ByAdvisory);
        }

        return new VulnerabilityReport(matches, notes.ToList());
    }

    /// <summary>Finds the flaws of a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="release">The release of the operating system; null where there is none.</param>
    public VulnerabilityReport Match(InstalledPackage package, OperatingSystemRelease? release = null) =>
        Match(new PackageInventory([package], release, []));

    private IEnumerable<MatchSubject> Subjects(InstalledPackage package, OperatingSystemRelease? release, MatchNotes notes)
    {
        bool isSystem = package.Url.Type is "deb" or "apk" or "rpm";
        AdvisoryEcosystem? ecosystem = !isSystem
            ? EcosystemTable.OfType(package.Url.Type) is { } name ? new AdvisoryEcosystem(name, null) : null
            : release is not null ? DistributionReleases.Of(release)
            : DistributionReleases.Of(package.Url);
        if (isSystem && !package.IsFromDistribution)
            notes.AddForeign(package);
        else if (ecosystem is null && isSystem)
            notes.AddUnknownRelease(release, package);
        else if (ecosystem is null)
            notes.AddUnknownType(package);
        else if (!Has(ecosystem))
            notes.AddMissing(ecosystem, package);
        else
            return isSystem
                ? SystemSubjects(package, ecosystem)
                : [new MatchSubject(package, ecosystem, LanguageName(package), package.Version)];
        return [];
    }

    private bool Has(AdvisoryEcosystem ecosystem) => index.Covers(ecosystem) || index.Covers(ecosystem with { Release = null });

    private static IEnumerable<MatchSubject> SystemSubjects(InstalledPackage package, AdvisoryEcosystem ecosystem)
    {
        yield return new MatchSubject(package, ecosystem, package.SourceName, package.SourceVersion);
        bool namesBinaries = ecosystem.Versions == PackageEcosystem.Rpm || DistributionReleases.IsRolling(ecosystem.Name);
        if (namesBinaries && package.Name != package.SourceName)
            yield return new MatchSubject(package, ecosystem, package.Name, package.Version);
    }

    // The case of the name as its package manager writes it, if it is that of the package URL.
    private static string LanguageName(InstalledPackage package)
    {
        string name = EcosystemTable.NameOf(package.Url);
        return package.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? package.Name : name;
    }

    private void TryMatch(MatchSubject subject, List<VulnerabilityMatch> matches, int start, MatchNotes notes)
    {
        try
        {
            Match(subject, matches, start, notes);
        }
        catch (AdvisoryFileException e)
        {
            notes.AddUnreadable(subject, e.Message);
        }
    }

    private void Match(MatchSubject subject, List<VulnerabilityMatch> matches, int start, MatchNotes notes)
    {
        IReadOnlyList<AdvisoryEntry> entries = index.Find(subject.Ecosystem, subject.Name);
        if (subject.Ecosystem.Release is not null && index.Covers(subject.Ecosystem with { Release = null }))
            entries = [.. entries, .. index.Find(subject.Ecosystem with { Release = null }, subject.Name)];
        if (entries.Count == 0)
            return;
        VersionOrder order = VersionOrder.Of(subject.Ecosystem.Versions ?? PackageEcosystem.SemVer);
        if (!order.IsValid(subject.Version) || subject.Version.Length == 0)
        {
            notes.AddVersion(subject);
            return;
        }

        foreach (AdvisoryEntry entry in entries)
            if ((entry.Affected.Module is null || entry.Affected.Module == (subject.Package.Module ?? ""))
                && AffectedVersions.Contain(entry.Affected, subject.Version, order, out string? fixedVersion))
                Add(matches, start, ToMatch(entry.Advisory, entry.Affected, subject.Package, fixedVersion), order);
    }

    private static VulnerabilityMatch ToMatch(
        Advisory advisory, AffectedPackage affected, InstalledPackage package, string? fixedVersion)
    {
        VulnerabilityStatus status = fixedVersion is not null ? VulnerabilityStatus.Fixed
            : affected.Status == VulnerabilityStatus.Fixed ? VulnerabilityStatus.Affected
            : affected.Status;
        return new VulnerabilityMatch(advisory, package, fixedVersion, status)
        {
            Severities = affected.Severities.Count > 0 ? affected.Severities : advisory.Severities,
        };
    }

    // One advisory may name a package more than once: it is one match, with the version that has all fixes.
    private static void Add(List<VulnerabilityMatch> matches, int start, VulnerabilityMatch match, VersionOrder order)
    {
        int at = matches.FindIndex(
            start, m => m.Advisory.Id == match.Advisory.Id && m.Advisory.Source == match.Advisory.Source);
        if (at < 0)
            matches.Add(match);
        else if (matches[at].FixedVersion is { } had
            && (match.FixedVersion is null || order.Compare(match.FixedVersion, had) > 0))
            matches[at] = match;
    }
}
