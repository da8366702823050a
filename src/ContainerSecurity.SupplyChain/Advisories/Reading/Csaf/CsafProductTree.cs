using System.Text.Json;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

/// <summary>The tree of products of a CSAF 2.0 document (section 3.2.2): products, what is part of what, and groups.</summary>
internal sealed class CsafProductTree
{
    private const int MaxDepth = 64;
    private const int MaxRelations = 16;
    private const int DigestTextLength = 64;

    private readonly Dictionary<string, CsafProduct> products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Part, string Whole)> relations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> groups = new(StringComparer.Ordinal);

    private CsafProductTree()
    {
    }

    /// <summary>Whether the tree was too deep to be wholly read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What to say where it is.</summary>
    public static string CutMessage => $"The tree of products is deeper than {MaxDepth} branches; what is below is not known.";

    public static CsafProductTree Read(JsonElement document)
    {
        CsafProductTree tree = new();
        JsonElement root = document.Field("product_tree");
        foreach (JsonElement product in root.Items("full_product_names"))
            tree.Add(product, null);
        foreach (JsonElement branch in root.Items("branches"))
            tree.AddBranch(branch, 0);
        foreach (JsonElement relation in root.Items("relationships"))
            tree.AddRelation(relation);
        foreach (JsonElement group in root.Items("product_groups"))
            if (group.Text("group_id") is { } id)
                tree.groups[id] = [.. group.Texts("product_ids")];
        return tree;
    }

    /// <summary>Whether a product is there, by itself or as a part of another.</summary>
    public bool Has(string id) => products.ContainsKey(id) || relations.ContainsKey(id);

    /// <summary>A product and what it is part of, the nearest first; null where it, or something that it is part of, is not there.</summary>
    /// <remarks>A module of rpm is between a package and the release that it is for.</remarks>
    public (CsafProduct Product, IReadOnlyList<CsafProduct> Wholes)? Resolve(string id)
    {
        List<CsafProduct> wholes = [];
        int left = MaxRelations;
        return Resolve(id, wholes, ref left) is { } product ? (product, wholes) : null;
    }

    /// <summary>The products of a group; none where it is not there.</summary>
    public IReadOnlyCollection<string> MembersOf(string group) => groups.TryGetValue(group, out HashSet<string>? members) ? members : [];

    private CsafProduct? Resolve(string id, List<CsafProduct> wholes, ref int left)
    {
        // A product that is a part has its own helper seldom; the part's says more.
        if (!relations.TryGetValue(id, out (string Part, string Whole) relation))
            return products.GetValueOrDefault(id);
        if (left-- <= 0 || Resolve(relation.Part, wholes, ref left) is not { } part)
            return null;
        List<CsafProduct> above = [];
        if (Resolve(relation.Whole, above, ref left) is not { } whole)
            return null;
        wholes.Add(whole);
        wholes.AddRange(above);
        return part;
    }

    private void AddBranch(JsonElement branch, int depth)
    {
        if (depth > MaxDepth)
        {
            IsCut = true;
            return;
        }

        Add(branch.Field("product"), branch.Text("category") == "product_version_range" ? branch.Text("name") : null);
        foreach (JsonElement inner in branch.Items("branches"))
            AddBranch(inner, depth + 1);
    }

    private void AddRelation(JsonElement relation)
    {
        JsonElement name = relation.Field("full_product_name");
        if (name.Text("product_id") is { } id
            && relation.Text("product_reference") is { } part
            && relation.Text("relates_to_product_reference") is { } whole)
            relations.TryAdd(id, (part, whole));
    }

    private void Add(JsonElement product, string? range)
    {
        if (product.Text("product_id") is not { } id)
            return;
        JsonElement helper = product.Field("product_identification_helper");
        products.TryAdd(id, new CsafProduct(id, product.Text("name") ?? id)
        {
            Url = UrlOf(helper.Text("purl") ?? (helper.Texts("purls") is [var first, ..] ? first : null)),
            Digest = DigestOf(helper),
            Cpe = helper.Text("cpe"),
            Range = range,
        });
    }

    private static PackageUrl? UrlOf(string? text) =>
        text is not null && PackageUrl.TryNormalize(text, out PackageUrl? url, out _) ? url : null;

    private static string? DigestOf(JsonElement helper) => helper.Items("hashes").SelectMany(h => h.Items("file_hashes"))
        .Where(h => h.Text("algorithm") == "sha256")
        .Select(h => h.Text("value"))
        .Where(v => v?.Length == DigestTextLength)
        .Select(v => "sha256:" + v!.ToLowerInvariant())
        .FirstOrDefault();
}
