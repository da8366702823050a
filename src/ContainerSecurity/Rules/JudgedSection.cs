namespace ContainerSecurity.Rules;

/// <summary>That a rule has judged something.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Section">The section of a standard that it has judged; null for all that it names.</param>
/// <param name="IsOfKubernetes">Whether what it judged is an object of Kubernetes.</param>
internal sealed record JudgedSection(string RuleId, string? Section, bool IsOfKubernetes);
