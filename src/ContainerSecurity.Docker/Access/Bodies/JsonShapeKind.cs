namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>The kinds of <see cref="JsonShape"/>.</summary>
internal enum JsonShapeKind
{
    Text,
    Boolean,
    Integer,
    List,
    Words,
    Map,
    Object,
}
