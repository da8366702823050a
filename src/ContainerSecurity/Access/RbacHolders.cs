namespace ContainerSecurity.Access;

/// <summary>Who may do something.</summary>
/// <param name="Grants">The subjects with what allows it to each; <c>system:masters</c> comes first.</param>
/// <param name="Gaps">What is not known and may allow it to more.</param>
public sealed record RbacHolders(IReadOnlyList<RbacGrant> Grants, IReadOnlyList<RbacGap> Gaps)
{
    /// <summary>The subjects.</summary>
    public IEnumerable<RbacSubject> Subjects => Grants.Select(g => g.Subject);
}
