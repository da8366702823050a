using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>All that somebody brought of what is known: advisories, what attackers use, and how likely flaws are used.</summary>
/// <param name="Advisories">The advisories, in the order of their files.</param>
/// <param name="Exploited">What attackers are known to use; null where no catalogue was brought.</param>
/// <param name="Predictions">How likely flaws are used; null where no table was brought.</param>
/// <param name="Notes">What could not be read, so that there may be more flaws than are found.</param>
public sealed record AdvisoryFeed(
    IReadOnlyList<Advisory> Advisories, KnownExploitedCatalog? Exploited, ExploitPredictions? Predictions, IReadOnlyList<AdvisoryNote> Notes)
{
    /// <summary>The data that were read, each with the date of what is newest in them.</summary>
    public IReadOnlyList<AdvisoryData> Data { get; init; } = [];

    /// <summary>
    /// Reads files, archives and folders of files as they are published: OSV, CSAF of Red Hat and SUSE, advisories of
    /// GitHub's interface (each as a document, lines or a zip archive), Alpine's secdb (YAML or JSON), Debian's tracker
    /// (JSON), CISA's catalogue of exploited flaws (JSON), EPSS (CSV); also packed with gzip. What a file is, is told by
    /// its name and content; one that is none of these is a note. In a folder, files with other endings are left out.
    /// Compiled files are opened by <see cref="AdvisoryIndex.Read"/>.
    /// </summary>
    /// <param name="paths">The files and folders.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    public static AdvisoryFeed Read(IEnumerable<string> paths, AdvisoryReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var reading = new FeedReading(options ?? new AdvisoryReadOptions());
        foreach (string path in paths)
            reading.Add(path);
        return reading.ToFeed();
    }
}
