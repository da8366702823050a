namespace ContainerSecurity.Access;

/// <summary>A request to the API server, as its authorizer sees it.</summary>
public sealed record RbacRequest
{
    /// <summary>Who asks.</summary>
    public RbacUser User { get; init; } = RbacUser.Anonymous;

    /// <summary>The verb, such as <c>get</c>, <c>list</c> or <c>deletecollection</c>; of a path the method in lower case.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The API group; empty for the core group.</summary>
    public string ApiGroup { get; init; } = "";

    /// <summary>The resource, such as <c>pods</c>.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource, such as <c>exec</c>; empty for none.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty for all namespaces, and for resources that belong to none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The object's name; empty where the request names none, as <c>create</c> and a <c>list</c> without a field selector do.</summary>
    public string Name { get; init; } = "";

    /// <summary>The path of a request that is for no resource, such as <c>/metrics</c>; null for a resource.</summary>
    public string? Path { get; init; }

    /// <summary>Such as <c>create pods/exec in namespace shop</c>.</summary>
    public override string ToString()
    {
        if (Path is not null)
            return $"{Verb} {Path}";
        string resource = ApiGroup.Length > 0 ? $"{Resource}.{ApiGroup}" : Resource;
        string what = Subresource.Length > 0 ? $"{resource}/{Subresource}" : resource;
        return $"{Verb} {what}{(Name.Length > 0 ? $" '{Name}'" : "")}{(Namespace.Length > 0 ? $" in namespace {Namespace}" : "")}";
    }
}
