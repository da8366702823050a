using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

/// <summary>The products of which something is said, by themselves or by groups; all where none is named.</summary>
internal sealed class CsafScope
{
    private readonly HashSet<string>? products;

    private CsafScope(HashSet<string>? products) => this.products = products;

    /// <param name="element">What is said.</param>
    /// <param name="tree">The tree, which has the groups.</param>
    /// <param name="key">The field that names products: <c>product_ids</c>, of scores <c>products</c>.</param>
    public static CsafScope Of(JsonElement element, CsafProductTree tree, string key = "product_ids")
    {
        IReadOnlyList<string> ids = element.Texts(key), groups = element.Texts("group_ids");
        return new CsafScope(ids.Count == 0 && groups.Count == 0 ? null : [.. ids, .. groups.SelectMany(tree.MembersOf)]);
    }

    public bool Has(string product) => products is null || products.Contains(product);
}
