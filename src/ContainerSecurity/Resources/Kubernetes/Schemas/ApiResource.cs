namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>A resource that every API server serves.</summary>
/// <param name="ApiVersion">Group and version, such as <c>apps/v1</c>.</param>
/// <param name="Kind">The kind of its objects.</param>
/// <param name="Name">Its name in paths, such as <c>deployments</c>.</param>
/// <param name="IsNamespaced">Whether its objects belong to namespaces.</param>
internal sealed record ApiResource(string ApiVersion, string Kind, string Name, bool IsNamespaced);
