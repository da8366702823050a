using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>What a rule found: where, what, in whom.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The severity the rule gives; a policy may change it.</param>
/// <param name="Said">Names the container, the field and the value, and what would be allowed; as parts, for whoever formats or translates it.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Container">The container's name; null where the finding concerns no single one.</param>
/// <param name="Location">The place.</param>
public sealed record Finding(RuleDescriptor Rule, Severity Severity, Message Said, ResourceIdentity Resource, string? Container, DocumentLocation Location)
{
    /// <summary>What is wrong, as a sentence.</summary>
    public string Message => Said.ToString();

    /// <summary>The place.</summary>
    public DocumentLocation Location { get; init; } = Location ?? throw new ArgumentNullException(nameof(Location));

    /// <summary>What to do, in the words of the resource's platform.</summary>
    public string Remediation { get; init; } = Rule.Remediation;

    /// <summary>The sections of standards that it is about: those of its rule, or fewer where the rule judges several one by one.</summary>
    public IReadOnlyList<string> References { get; init; } = Rule.References;

    /// <summary>What it is about as data, so that a waiver may name it; null where it is about its place alone.</summary>
    public FindingSubject? Subject { get; init; }

    /// <summary>
    /// The ways of reading its source in which it occurs, such as <c>values-prod.yaml</c> of a chart; none, the default, where there
    /// is one way alone, or it occurs in all.
    /// </summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>The fingerprint of the secret that it is about; null where it is about none, or about one whose place alone is known.</summary>
    internal string? Secret { get; init; }

    /// <summary>The expression of the cluster's own policy that does not hold; null for findings of rules.</summary>
    internal string? Expression { get; init; }

    /// <summary>The image that the container runs, as written; null where the finding concerns no single container, or its image is not known.</summary>
    internal string? Image { get; init; }

    /// <summary>What says the same and more, found as it is asked for; null for nothing, and once the policy has decided which is reported.</summary>
    internal IEnumerable<StrongerFinding>? Stronger { get; init; }
}
