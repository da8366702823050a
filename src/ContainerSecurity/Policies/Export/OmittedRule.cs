using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Export;

/// <summary>A rule of the policy that API servers do not get.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record OmittedRule(RuleDescriptor Rule, string Reason);
