using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex.Formats;

/// <summary>Reads CSAF 2.0, profile VEX. Products are known by the URL or digest of their identification helper; those of a relationship by the whole and its part.</summary>
internal sealed class CsafVexReader(VexNotes notes)
{
    private const int MaxDepth = 64;

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

    private readonly Dictionary<string, VexProduct> products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Part, string Whole)> relations = new(StringComparer.Ordinal);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);

    public IEnumerable<VexStatement> Read(MappingNode root)
    {
        MappingNode? document = VexJson.Map(root, "document");
        IndexTree(VexJson.Map(root, "product_tree"));
        DateTimeOffset? time = VexJson.Time(VexJson.Map(document, "tracking"), "current_release_date", "initial_release_date");
        string? author = VexJson.Text(VexJson.Map(document, "publisher"), "name");
        foreach (MappingNode flaw in VexJson.Maps(root, "vulnerabilities"))
            foreach (VexStatement statement in StatementsOf(flaw))
                yield return statement with { Time = time, Author = author };
    }

    private void IndexTree(MappingNode? tree)
    {
        foreach (MappingNode product in VexJson.Maps(tree, "full_product_names"))
            Index(product);
        foreach (MappingNode branch in VexJson.Maps(tree, "branches"))
            IndexBranch(branch, 0);
        foreach (MappingNode relation in VexJson.Maps(tree, "relationships"))
            if (VexJson.Text(VexJson.Map(relation, "full_product_name"), "product_id") is { } id
                && VexJson.Text(relation, "product_reference") is { } part && VexJson.Text(relation, "relates_to_product_reference") is { } whole)
                relations.TryAdd(id, (part, whole));
    }

    private void IndexBranch(MappingNode branch, int depth)
    {
        if (depth > MaxDepth)
        {
            notes.Add(branch, $"The tree of products is deeper than {MaxDepth} branches; what is below is not known.");
            return;
        }
        Index(VexJson.Map(branch, "product"));
        foreach (MappingNode inner in VexJson.Maps(branch, "branches"))
            IndexBranch(inner, depth + 1);
    }

    private void Index(MappingNode? product)
    {
        if (VexJson.Text(product, "product_id") is not { } id)
            return;
        named.Add(id);
        MappingNode? helper = VexJson.Map(product, "product_identification_helper");
        PackageUrl? url = VexJson.Url(VexJson.Text(helper, "purl"));
        string? digest = VexJson.Maps(helper, "hashes").SelectMany(h => VexJson.Maps(h, "file_hashes"))
            .Where(h => VexJson.Text(h, "algorithm") == "sha256").Select(h => VexJson.Digest("sha256:" + VexJson.Text(h, "value"))).FirstOrDefault();
        if (url is not null || digest is not null)
            products.TryAdd(id, new VexProduct(url, digest));
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
        if (products.TryGetValue(id, out VexProduct? known))
            return known;
        if (relations.TryGetValue(id, out (string Part, string Whole) relation)
            && products.TryGetValue(relation.Part, out VexProduct? part) && products.TryGetValue(relation.Whole, out VexProduct? whole) && part.Url is not null)
            return whole with { Subcomponents = [part.Url] };
        notes.Add(node, named.Contains(id) || relations.ContainsKey(id)
            ? $"The product '{id}', or what it is part of, is known by neither a package URL nor a digest."
            : $"There is no product '{id}' in the tree of products.");
        return null;
    }

    /// <summary>CSAF 2.0, 4.5: who says that a product is not affected says why, by a flag or a threat of the category impact.</summary>
    private bool IsReasoned(MappingNode flaw, ScalarNode product, string id)
    {
        if (FlagOf(flaw, product.Text) is not null || ThreatOf(flaw, product.Text) is not null)
            return true;
        notes.Add(product, $"That '{product.Text}' is not affected by {id} does not count: neither a flag nor a threat says why.");
        return false;
    }

    private static string? FlagOf(MappingNode flaw, string product) =>
        VexJson.Maps(flaw, "flags").Where(f => Names(f, product)).Select(f => VexJson.Text(f, "label")).FirstOrDefault(l => l is not null);

    private static string? ThreatOf(MappingNode flaw, string product) =>
        VexJson.Maps(flaw, "threats").Where(t => VexJson.Text(t, "category") == "impact" && Names(t, product)).Select(t => VexJson.Text(t, "details")).FirstOrDefault(d => d is not null);

    private static bool Names(MappingNode map, string product) =>
        (map["product_ids"] is null && map["group_ids"] is null) || VexJson.Texts(map, "product_ids").Contains(product);
}
