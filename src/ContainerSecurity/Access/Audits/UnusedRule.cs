namespace ContainerSecurity.Access.Audits;

/// <summary>What of a rule was never used through a binding.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="IsWhole">Whether nothing of it was used.</param>
/// <param name="Unused">The unused parts, joined by resource; the whole rule where nothing was used.</param>
public sealed record UnusedRule(RbacRule Rule, bool IsWhole, IReadOnlyList<RbacRule> Unused);
