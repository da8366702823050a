namespace ContainerSecurity.Rules;

/// <summary>That a rule has judged something.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Section">The section of a standard that it has judged; null for all that it names.</param>
/// <param name="Kind">The kind of the resource that it judged.</param>
/// <param name="IsOfKubernetes">Whether that is an object of Kubernetes.</param>
internal sealed record JudgedSection(string RuleId, string? Section, string Kind, bool IsOfKubernetes);
