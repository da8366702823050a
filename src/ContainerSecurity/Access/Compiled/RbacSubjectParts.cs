namespace ContainerSecurity.Access.Compiled;

/// <summary>The parts of a subject that may not be known.</summary>
[Flags]
internal enum RbacSubjectParts
{
    None = 0,
    Kind = 1,
    Name = 2,
    Namespace = 4,
}
