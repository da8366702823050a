namespace ContainerSecurity.Access;

/// <summary>
/// Objects that are there, or may be, and could not be seen: a kind, in one namespace or in all. What they may allow is
/// unknown, and never denied.
/// </summary>
/// <param name="Kind"><c>Role</c>, <c>ClusterRole</c>, <c>RoleBinding</c> or <c>ClusterRoleBinding</c>.</param>
/// <param name="Namespace">The namespace; null for all.</param>
/// <param name="Reason">What could not be seen, why, and what to do, as sentences.</param>
public sealed record RbacBlindSpot(string Kind, string? Namespace, string Reason)
{
    /// <summary>Namespaces that were seen, where <see cref="Namespace"/> stands for all others.</summary>
    public IReadOnlyCollection<string> Except { get; init; } = [];

    internal RbacGap Gap => new(Reason, null);

    internal bool Hides(string kind, string? @namespace) =>
        Kind == kind && (Namespace is null ? @namespace is null || !Except.Contains(@namespace) : Namespace == @namespace);
}
