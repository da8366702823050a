namespace ContainerSecurity.Rules;

/// <summary>The built-in rules. The build lists every class of the concern folders, so that adding a rule is adding its file.</summary>
public static partial class RuleCatalog
{
    private static readonly Lazy<IReadOnlyList<Rule>> Rules = new(() => [.. Create().OrderBy(r => r.Descriptor.Id, StringComparer.Ordinal)]);

    /// <summary>All built-in rules, by ID.</summary>
    public static IReadOnlyList<Rule> All => Rules.Value;

    /// <summary>The rule with an ID or slug, in any case; null where there is none.</summary>
    public static Rule? Find(string idOrSlug) =>
        All.FirstOrDefault(r => string.Equals(r.Descriptor.Id, idOrSlug, StringComparison.OrdinalIgnoreCase)
            || string.Equals(r.Descriptor.Slug, idOrSlug, StringComparison.OrdinalIgnoreCase));
}
