namespace ContainerSecurity.Access.Compiled;

/// <summary>What a binding gives to one of its subjects.</summary>
/// <param name="binding">The binding's number: ClusterRoleBindings come before RoleBindings, each in source order.</param>
/// <param name="subject">The subject as the binding names it.</param>
/// <param name="role">The role.</param>
internal readonly struct SubjectEntry(int binding, RbacSubject subject, CompiledRole role)
{
    public int Binding { get; } = binding;

    public RbacSubject Subject { get; } = subject;

    public CompiledRole Role { get; } = role;
}
