namespace ContainerSecurity.Resources;

/// <summary>Who a resource is.</summary>
/// <param name="ApiVersion">Group and version, such as <c>apps/v1</c>; empty where unknown.</param>
/// <param name="Kind">Such as <c>Deployment</c>.</param>
/// <param name="Namespace">The namespace as written; null where none is.</param>
/// <param name="Name">The name; empty where unknown.</param>
public sealed record ResourceIdentity(string ApiVersion, string Kind, string? Namespace, string Name)
{
    /// <summary>Such as <c>Deployment shop/web</c>.</summary>
    public override string ToString() => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
