using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>A finding that says more than another one about the same. As long as it stands and counts, the other is not reported.</summary>
/// <param name="RuleId">Its rule.</param>
/// <param name="Resource">The resource that it is about.</param>
/// <param name="Path">The path of its place; null for any.</param>
internal sealed record StrongerFinding(string RuleId, Resource Resource, string? Path = null);
