namespace ContainerSecurity.Kubernetes;

/// <summary>An object of a cluster.</summary>
/// <param name="ApiVersion">Group and version, such as <c>apps/v1</c>.</param>
/// <param name="Kind">The kind, such as <c>Deployment</c>.</param>
/// <param name="Namespace">The namespace; null for an object that is in none.</param>
/// <param name="Name">The name.</param>
/// <param name="Uid">What tells it from another object that had its name before.</param>
public sealed record ClusterObjectReference(string ApiVersion, string Kind, string? Namespace, string Name, string Uid);
