namespace ContainerSecurity.Rules.Access;

/// <summary>A dangerous thing that a role may allow: any of some verbs on any of some resources of an API group.</summary>
/// <param name="Group">The API group, empty for the core group.</param>
/// <param name="Resources">The resources, subresources as <c>pods/exec</c>.</param>
/// <param name="Verbs">The verbs.</param>
internal sealed record Grant(string Group, IReadOnlyList<string> Resources, IReadOnlyList<string> Verbs);
