namespace ContainerSecurity.Access.Audits;

/// <summary>What one user did according to an audit log.</summary>
/// <param name="User">The user, with all groups that it was seen in.</param>
/// <param name="Requests">The different requests, in a fixed order.</param>
public sealed record AuditedUser(RbacUser User, IReadOnlyList<UsedRequest> Requests);
