using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex.Formats;

/// <summary>Reads OpenVEX 0.2.0.</summary>
internal sealed class OpenVexReader(VexNotes notes)
{
    private static readonly Dictionary<string, VexStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["not_affected"] = VexStatus.NotAffected,
        ["affected"] = VexStatus.Affected,
        ["fixed"] = VexStatus.Fixed,
        ["under_investigation"] = VexStatus.UnderInvestigation,
    };

    public IEnumerable<VexStatement> Read(MappingNode root)
    {
        DateTimeOffset? time = VexJson.Time(root, "last_updated", "timestamp");
        string? author = VexJson.Text(root, "author");
        foreach (MappingNode each in VexJson.Maps(root, "statements"))
            if (StatementOf(each) is { } statement)
                yield return statement with
                {
                    Time = VexJson.Time(each, "last_updated", "timestamp") ?? time,
                    Author = VexJson.Text(each, "supplier")
                    ?? author
                };
    }

    private VexStatement? StatementOf(MappingNode each)
    {
        MappingNode? flaw = VexJson.Map(each, "vulnerability");
        string? id = VexJson.Text(flaw, "name") ?? VexJson.Text(flaw, "@id") ?? VexJson.Text(each, "vulnerability");
        if (string.IsNullOrEmpty(id) || VexJson.Text(each, "status") is not { } word || !Statuses.TryGetValue(word, out VexStatus status))
        {
            notes.Add(each, "The statement does not count: it names no vulnerability, or has no status of OpenVEX.");
            return null;
        }
        string? justification = VexJson.Text(each, "justification"), impact = VexJson.Text(each, "impact_statement");
        if (status == VexStatus.NotAffected && string.IsNullOrWhiteSpace(justification) && string.IsNullOrWhiteSpace(impact))
        {
            notes.Add(each, $"The statement on {id} does not count: 'not_affected' needs a 'justification' or an 'impact_statement'.");
            return null;
        }
        VexProduct[] products = [.. VexJson.Items(each, "products").Select(ProductOf).OfType<VexProduct>()];
        if (products.Length == 0)
            notes.Add(each, $"The statement on {id} speaks of nothing: it has no product with a package URL or a digest.");
        return new VexStatement(id, status, products)
        {
            Aliases = [.. VexJson.Texts(flaw, "aliases")],
            Justification = justification,
            Explanation = impact ?? VexJson.Text(each, "action_statement"),
        };
    }

    private VexProduct? ProductOf(DocumentNode node)
    {
        var map = node as MappingNode;
        string? id = map is null ? (node as ScalarNode)?.Text : VexJson.Text(map, "@id");
        PackageUrl? url = VexJson.Url(id) ?? VexJson.Url(VexJson.Text(VexJson.Map(map, "identifiers"), "purl"));
        string? digest = VexJson.Text(VexJson.Map(map, "hashes"), "sha-256") is { Length: 64 } hash ? "sha256:" + hash.ToLowerInvariant() : null;
        if (url is null && digest is null)
        {
            notes.Add(node, $"The product '{id}' is known by neither a package URL nor a digest.");
            return null;
        }
        MappingNode[] parts = [.. VexJson.Maps(map, "subcomponents")];
        PackageUrl[] urls = [.. parts.Select(s => VexJson.Url(VexJson.Text(s, "@id")) ?? VexJson.Url(VexJson.Text(VexJson.Map(s, "identifiers"), "purl")))
            .OfType<PackageUrl>()];
        if (parts.Length > 0 && urls.Length == 0)
        {
            // Without its parts it would speak of the whole.
            notes.Add(node, $"The parts of the product '{id}' have no package URLs, so nothing is said of it.");
            return null;
        }
        return new VexProduct(url, digest) { Subcomponents = urls };
    }
}
