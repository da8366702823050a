using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

namespace ContainerSecurity.SupplyChain.Vex.Formats;

/// <summary>
/// Reads CSAF 2.0, profile VEX. Products are known by the URL or digest of their identification helper; those of a
/// relationship by the whole and its part.
/// </summary>
internal sealed class CsafVexReader(VexNotes notes, CsafProductTree tree)
{
    private static readonly (string Key, VexStatus Status)[] Statuses =
    [
        ("known_not_affected", VexStatus.NotAffected),
        ("fixed", VexStatus.Fixed),
        ("first_fixed", VexStatus.Fixed),
        ("known_affected", VexStatus.Affected),
        ("first_affected", VexStatus.Affected),
        ("last_affected", VexStatus.Affected),
        ("under_investigation", VexStatus.UnderInvestigation),
    ];

    public IEnumerable<VexStatement> Read(MappingNode root)
    {
        MappingNode? document = VexJson.Map(root, "document");
        if (tree.IsCut)
            notes.Add(VexJson.Map(root, "product_tree"), CsafProductTree.CutMessage);
        DateTimeOffset? time = VexJson.Time(VexJson.Map(document, "tracking"), "current_release_date", "initial_release_date");
        string? author = VexJson.Text(VexJson.Map(document, "publisher"), "name");
        foreach (MappingNode flaw in VexJson.Maps(root, "vulnerabilities"))
            foreach (VexStatement statement in StatementsOf(flaw))
                yield return statement with { Time = time, Author = author };
    }

    private IEnumerable<VexStatement> StatementsOf(MappingNode flaw)
    {
        string[] ids = [.. VexJson.Maps(flaw, "ids").Select(i => VexJson.Text(i, "text")).OfType<string>()];
        if ((VexJson.Text(flaw, "cve") ?? ids.FirstOrDefault()) is not { Length: > 0 } id)
        {
            notes.Add(flaw, "A vulnerability has neither a 'cve' nor an identifier, so what is said of it does not count.");
            yield break;
        }
        MappingNode? status = VexJson.Map(flaw, "product_status");
        foreach ((string key, VexStatus said) in Statuses)
            foreach (ScalarNode product in VexJson.Items(status, key).OfType<ScalarNode>())
                if (ProductOf(product) is { } about && (said != VexStatus.NotAffected || IsReasoned(flaw, product, id)))
                    yield return new VexStatement(id, said, [about])
                    {
                        Aliases = [.. ids.Where(i => i != id)],
                        Justification = FlagOf(flaw, product.Text),
                        Explanation = ThreatOf(flaw, product.Text),
                    };
    }

    private VexProduct? ProductOf(ScalarNode node)
    {
        string id = node.Text;
        (CsafProduct Product, IReadOnlyList<CsafProduct> Wholes)? found = tree.Resolve(id);
        VexProduct? product = found is { Product: var part, Wholes: var wholes } ? Of(part, wholes) : null;
        if (product is null)
            notes.Add(node, tree.Has(id)
                ? $"The product '{id}', or what it is part of, is known by neither a package URL nor a digest."
                : $"There is no product '{id}' in the tree of products.");
        return product;
    }

    /// <summary>The outermost whole that is known is the product, and the innermost part is meant of it.</summary>
    private static VexProduct? Of(CsafProduct part, IReadOnlyList<CsafProduct> wholes) =>
        wholes.Count == 0 ? Of(part)
        : part.Url is not null && Of(wholes[^1]) is { } whole ? whole with { Subcomponents = [part.Url] }
        : null;

    private static VexProduct? Of(CsafProduct product) =>
        product.Url is null && product.Digest is null ? null : new VexProduct(product.Url, product.Digest);

    /// <summary>CSAF 2.0, 4.5: who says that a product is not affected says why, by a flag or a threat of the category impact.</summary>
    private bool IsReasoned(MappingNode flaw, ScalarNode product, string id)
    {
        if (FlagOf(flaw, product.Text) is not null || ThreatOf(flaw, product.Text) is not null)
            return true;
        notes.Add(product, $"That '{product.Text}' is not affected by {id} does not count: neither a flag nor a threat says why.");
        return false;
    }

    private string? FlagOf(MappingNode flaw, string product) =>
        VexJson.Maps(flaw, "flags").Where(f => Names(f, product)).Select(f => VexJson.Text(f, "label")).FirstOrDefault(l => l is not null);

    private string? ThreatOf(MappingNode flaw, string product) => VexJson.Maps(flaw, "threats")
        .Where(t => VexJson.Text(t, "category") == "impact" && Names(t, product))
        .Select(t => VexJson.Text(t, "details"))
        .FirstOrDefault(d => d is not null);

    private bool Names(MappingNode map, string product) =>
        (map["product_ids"] is null && map["group_ids"] is null)
        || VexJson.Texts(map, "product_ids").Contains(product)
        || VexJson.Texts(map, "group_ids").Any(g => tree.MembersOf(g).Contains(product));
}
