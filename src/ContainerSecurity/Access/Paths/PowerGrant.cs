namespace ContainerSecurity.Access.Paths;

/// <summary>A power with the binding that gives it.</summary>
/// <param name="Source">The rule, verb and resource.</param>
/// <param name="Grant">The binding, subject, role and rule.</param>
internal sealed record PowerGrant(PowerSource Source, RbacGrant Grant)
{
    /// <summary>Whether the power holds for all objects.</summary>
    public bool IsUnbound => Source.Names is null;

    /// <summary>Whether it holds for an object.</summary>
    public bool Reaches(string name) => Source.Names is null || Source.Names.Contains(name);
}
