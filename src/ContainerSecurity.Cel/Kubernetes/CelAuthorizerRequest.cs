namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>What a check of the authorizer asks.</summary>
public sealed record CelAuthorizerRequest
{
    /// <summary>The service account asked about, as user name; null for the user of the request.</summary>
    public string? User { get; init; }
    /// <summary>The groups of <see cref="User"/>.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
    /// <summary>The verb, such as create.</summary>
    public string Verb { get; init; } = "";
    /// <summary>The path of a request that is for no resource; null for a resource.</summary>
    public string? Path { get; init; }
    /// <summary>The API group; empty for the core group.</summary>
    public string ApiGroup { get; init; } = "";
    /// <summary>The API version; <c>*</c> for any.</summary>
    public string ApiVersion { get; init; } = "*";
    /// <summary>The resource, such as pods.</summary>
    public string Resource { get; init; } = "";
    /// <summary>The subresource; empty for none.</summary>
    public string Subresource { get; init; } = "";
    /// <summary>The namespace; empty for cluster scope or all.</summary>
    public string Namespace { get; init; } = "";
    /// <summary>The name of the object; empty for any.</summary>
    public string Name { get; init; } = "";
    /// <summary>The field selector as given; null for none.</summary>
    public string? FieldSelector { get; init; }
    /// <summary>The label selector as given; null for none.</summary>
    public string? LabelSelector { get; init; }
}
