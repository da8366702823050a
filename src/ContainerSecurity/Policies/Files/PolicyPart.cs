using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies;

/// <summary>A part of a policy that tests may exercise.</summary>
/// <param name="Policy">The policy's file, as the test names it; empty for the default policy.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The rule's ID and slug, the policy and expression of a validation, or the rules and the reason of a waiver.</param>
/// <param name="Location">Where it is written; null for a rule of the catalogue, and for what was made in code.</param>
public sealed record PolicyPart(string Policy, PolicyPartKind Kind, string Name, DocumentLocation? Location);
