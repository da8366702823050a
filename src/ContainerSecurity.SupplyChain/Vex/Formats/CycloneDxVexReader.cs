using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex.Formats;

/// <summary>Reads the analyses of vulnerabilities in CycloneDX, 1.4 and later.</summary>
internal sealed class CycloneDxVexReader(VexNotes notes)
{
    private static readonly Dictionary<string, VexStatus> States = new(StringComparer.Ordinal)
    {
        ["resolved"] = VexStatus.Fixed,
        ["resolved_with_pedigree"] = VexStatus.Fixed,
        ["exploitable"] = VexStatus.Affected,
        ["in_triage"] = VexStatus.UnderInvestigation,
        ["false_positive"] = VexStatus.NotAffected,
        ["not_affected"] = VexStatus.NotAffected,
    };

    private readonly Dictionary<string, PackageUrl> components = new(StringComparer.Ordinal);

    public IEnumerable<VexStatement> Read(MappingNode root)
    {
        MappingNode? metadata = VexJson.Map(root, "metadata");
        Index(VexJson.Map(metadata, "component"));
        foreach (MappingNode component in VexJson.Maps(root, "components"))
            Index(component);
        foreach (MappingNode each in VexJson.Maps(root, "vulnerabilities"))
            if (StatementOf(each) is { } statement)
                yield return statement with
                {
                    Time = VexJson.Time(VexJson.Map(each, "analysis"), "lastUpdated", "firstIssued") ?? VexJson.Time(each, "updated", "published")
                        ?? VexJson.Time(metadata, "timestamp"),
                };
    }

    /// <summary>Takes a component and those within it; how deep they are is bounded by the reader of documents.</summary>
    private void Index(MappingNode? component)
    {
        if (component is null)
            return;
        if (VexJson.Text(component, "bom-ref") is { } reference && VexJson.Url(VexJson.Text(component, "purl")) is { } url)
            components.TryAdd(reference, url);
        foreach (MappingNode inner in VexJson.Maps(component, "components"))
            Index(inner);
    }

    private VexStatement? StatementOf(MappingNode each)
    {
        MappingNode? analysis = VexJson.Map(each, "analysis");
        if (analysis is null)
            return null;
        string? id = VexJson.Text(each, "id");
        if (string.IsNullOrEmpty(id) || VexJson.Text(analysis, "state") is not { } word || !States.TryGetValue(word, out VexStatus status))
        {
            notes.Add(each, "The analysis does not count: its vulnerability has no 'id', or it has no 'state' of CycloneDX.");
            return null;
        }
        return new VexStatement(id, status, [.. VexJson.Maps(each, "affects").SelectMany(a => ProductsOf(a, status))])
        {
            Aliases = [.. VexJson.Maps(each, "references").Select(r => VexJson.Text(r, "id")).OfType<string>()],
            Justification = VexJson.Text(analysis, "justification"),
            Explanation = VexJson.Text(analysis, "detail"),
        };
    }

    private IEnumerable<VexProduct> ProductsOf(MappingNode affected, VexStatus status)
    {
        string reference = VexJson.Text(affected, "ref") ?? "";
        if (UrlOf(reference) is not { } url)
        {
            notes.Add(affected, $"The product '{reference}' has no package URL in this document.");
            yield break;
        }
        MappingNode[] versions = [.. VexJson.Maps(affected, "versions")];
        if (versions.Length == 0)
            yield return new VexProduct(url, null);
        string wanted = status is VexStatus.NotAffected or VexStatus.Fixed ? "unaffected" : "affected";
        foreach (MappingNode version in versions)
            if (VexJson.Text(version, "version") is not { } exact)
                notes.Add(version, "A range of versions says nothing here: it is not read.");
            else if ((VexJson.Text(version, "status") ?? "affected") == wanted)
                yield return new VexProduct(new PackageUrl(url.Type, url.Namespace, url.Name, exact, url.Qualifiers, url.Subpath), null);
    }

    /// <summary>
    /// What a reference means: a component of this document, one of another by BOM-Link, whose name behind the number
    /// sign may be its package URL, or a package URL itself.
    /// </summary>
    private PackageUrl? UrlOf(string reference)
    {
        if (components.TryGetValue(reference, out PackageUrl? known))
            return known;
        string name = reference.StartsWith("urn:cdx:", StringComparison.OrdinalIgnoreCase)
            && reference.IndexOf('#', StringComparison.Ordinal) is > 0 and int mark
            ? reference[(mark + 1)..] : reference;
        return VexJson.Url(name) ?? VexJson.Url(Uri.UnescapeDataString(name)) ?? components.GetValueOrDefault(name);
    }
}
