using ContainerSecurity.Documents;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Trust;

/// <summary>An attestation (in-toto) that a policy asks for, by one of those whom it trusts.</summary>
/// <param name="PredicateType">The type of the predicate, such as <c>https://slsa.dev/provenance/v1</c>.</param>
public sealed record RequiredAttestation(string PredicateType)
{
    /// <summary>
    /// An expression of CEL that must be true, over <c>predicate</c>, <c>predicateType</c> and <c>now</c>; null where
    /// any predicate will do.
    /// </summary>
    public string? Expression { get; init; }

    /// <summary>
    /// How old it may be, by the verified time of its signature, or else by the time in the predicate; one of unknown
    /// age is too old. Null for any age.
    /// </summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Where the policy asks for it; null for a policy made in code.</summary>
    public DocumentLocation? Location { get; init; }

    /// <summary>Reads an age as policies write it: a number of days, or a number with s, m, h, d or w behind it.</summary>
    /// <param name="text">The text, such as <c>90</c> or <c>36h</c>.</param>
    /// <returns>The age; null where the text is none.</returns>
    public static TimeSpan? ParseAge(string text) => ParameterKinds.DurationOf(text ?? throw new ArgumentNullException(nameof(text)));
}
