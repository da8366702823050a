namespace ContainerSecurity.Kubernetes.Api;

/// <summary>A kind that an API server serves.</summary>
/// <param name="Group">The group; empty for the core group.</param>
/// <param name="Version">The version that the server prefers.</param>
/// <param name="Name">The kind, such as <c>Deployment</c>.</param>
/// <param name="Plural">Its name in paths, such as <c>deployments</c>.</param>
/// <param name="IsNamespaced">Whether its objects are in namespaces.</param>
internal sealed record ClusterKind(string Group, string Version, string Name, string Plural, bool IsNamespaced)
{
    /// <summary>Whether the server lists it.</summary>
    public bool IsListed { get; init; } = true;

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The kind with its group, such as <c>Deployment.apps</c>.</summary>
    public string FullName => Group.Length == 0 ? Name : $"{Name}.{Group}";

    /// <summary>The name that roles are granted on, such as <c>deployments.apps</c>.</summary>
    public string Resource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The path of all its objects, in one namespace or in all.</summary>
    public string Path(string? @namespace = null) =>
        (Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}") + (@namespace is null
            ? $"/{Plural}"
            : $"/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}");
}
