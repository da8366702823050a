namespace ContainerSecurity.Access;

/// <summary>What one subject may do by one binding that nobody let him do before, or may no longer do.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Grant">The binding, role and rule that give it; of what is lost, those that gave it.</param>
/// <param name="Rules">The part of the rule that is new or lost, verbs of the same resource together.</param>
public sealed record RbacChange(RbacSubject Subject, RbacGrant Grant, IReadOnlyList<RbacRule> Rules)
{
    /// <summary>The namespace in which it holds; null for the whole cluster.</summary>
    public string? Namespace => Grant.Binding?.Namespace;
}
