using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Vex;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>What has been read of a report so far.</summary>
internal sealed class ReportContent(SourceFile file, List<DocumentError> errors, PackageReportOptions options)
{
    private const int MaxErrors = 100;
    private readonly List<string> digests = [];
    private readonly List<PackageUrl> urls = [];

    /// <summary>The flaws.</summary>
    public FlawList Flaws { get; } = new();

    /// <summary>The packages that the report lists beside their flaws.</summary>
    public List<Package> Packages { get; } = [];

    /// <summary>What the report does not know.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>What the report tells of; null where it does not say.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the report says that packages were compared with advisories.</summary>
    public bool IsCompared { get; set; }

    /// <summary>Whether the report is of something else altogether.</summary>
    public bool IsForeign { get; set; }

    /// <summary>Reports an entry that cannot be judged.</summary>
    public void Error(DocumentNode node, string message)
    {
        if (errors.Count < MaxErrors)
            errors.Add(new DocumentError(file.Path, node.FieldSpan, message));
    }

    /// <summary>The objects of a list; what is no list, and items that are no objects, are errors.</summary>
    public IEnumerable<MappingNode> Maps(MappingNode? map, string key)
    {
        if (map?[key] is not { } node || node is ScalarNode { IsNull: true })
            yield break;
        if (node is not SequenceNode list)
        {
            Error(node, $"'{node.Path}' must be a list; it was not judged.");
            yield break;
        }
        foreach (DocumentNode item in list.Items)
            if (item is MappingNode found)
                yield return found;
            else if (item is not ScalarNode { IsNull: true })
                Error(item, $"'{item.Path}' must be an object; it was not judged.");
    }

    /// <summary>A field that an entry must have; null where it has not, which is then an error.</summary>
    public string? Required(MappingNode entry, string key, string what)
    {
        if (VexJson.Text(entry, key) is { } text && !string.IsNullOrWhiteSpace(text))
            return text;
        Error(entry, $"{what} has no '{key}', so it was not judged.");
        return null;
    }

    /// <summary>Takes a digest by which statements may name what was scanned, with or without the repository before it.</summary>
    public void AddDigest(string? reference)
    {
        if (string.IsNullOrEmpty(reference))
            return;
        int at = reference.LastIndexOf('@');
        if (VexJson.Digest(reference[(at + 1)..]) is not { } digest)
            return;
        digests.Add(digest);
        if (at <= 0)
            return;
        string repository = reference[..at], name = repository[(repository.LastIndexOf('/') + 1)..].ToLowerInvariant();
        if (PackageUrl.TryCreate("oci", null, name, digest, new Dictionary<string, string> { ["repository_url"] = repository }, null, out PackageUrl? url,
            out _))
            urls.Add(url);
    }

    /// <summary>What was scanned, as statements may name it.</summary>
    public VexSubject Subject => new(digests, urls);

    /// <summary>Says what was passed over.</summary>
    public void PassOver(string message) => options.OnPassedOver?.Invoke(new AdvisoryNote(file.Path, message));

    /// <summary>The flaws that no statement settles.</summary>
    public IReadOnlyList<Vulnerability> Unsettled() =>
        options.Statements.Statements.Count == 0 ? Flaws.ToList()
            : [.. Flaws.ToList().Where(f => VexJson.Url(f.Url) is not { } url || options.Statements.Find([f.Id, .. f.Aliases], url, Subject)?.Settles != true)];
}
