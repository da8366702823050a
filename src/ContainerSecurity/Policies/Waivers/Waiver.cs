using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Accepts findings of a rule for a reason, for a while. The same type and the same test serve policy files, annotations, comments and code.</summary>
public sealed record Waiver
{
    /// <summary>IDs or slugs of the rules, or <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>What is waived.</summary>
    public ResourceSelector Match { get; init; } = ResourceSelector.Everything;

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who answers for it; null where nobody is named.</summary>
    public string? Owner { get; init; }

    /// <summary>The last day (UTC) on which the waiver holds; null for no end.</summary>
    public DateTime? Expires { get; init; }

    /// <summary>Where the waiver is written; null for one made in code.</summary>
    public DocumentLocation? Location { get; init; }

    /// <summary>Whether the last day is over.</summary>
    public bool IsExpired(DateTimeOffset now) => Expires is { } last && now.UtcDateTime.Date > last.Date;

    /// <summary>Whether the waiver speaks of a finding, expired or not.</summary>
    public bool Covers(Finding finding, Resource resource) => Names(finding.Rule) && Match.Matches(finding, resource);

    internal bool Names(RuleDescriptor rule) =>
        Rules.Any(r =>
            r == "*"
            || string.Equals(r, rule.Id, StringComparison.OrdinalIgnoreCase)
            || string.Equals(r, rule.Slug, StringComparison.OrdinalIgnoreCase));
}
