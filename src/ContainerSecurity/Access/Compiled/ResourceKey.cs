namespace ContainerSecurity.Access.Compiled;

/// <summary>A resource with its subresource, so that a request needs no text put together.</summary>
/// <param name="resource">The resource, or <c>*</c> for all.</param>
/// <param name="subresource">The subresource; empty for none.</param>
internal readonly struct ResourceKey(string resource, string subresource) : IEquatable<ResourceKey>
{
    private readonly string resource = resource;
    private readonly string subresource = subresource;

    /// <summary>Takes a resource as rules write it apart. A slash with nothing behind it belongs to the name.</summary>
    public static ResourceKey Of(string written)
    {
        int slash = written.IndexOf('/');
        return slash < 0 || slash == written.Length - 1 ? new ResourceKey(written, "")
            : new ResourceKey(written.Substring(0, slash), written.Substring(slash + 1));
    }

    /// <summary>The key of a request, whose parts may hold slashes themselves.</summary>
    public static ResourceKey Of(string resource, string subresource) =>
        resource.IndexOf('/') < 0 ? new ResourceKey(resource, subresource) : Of(subresource.Length > 0 ? $"{resource}/{subresource}" : resource);

    public bool Equals(ResourceKey other) =>
        string.Equals(resource, other.resource, StringComparison.Ordinal) && string.Equals(subresource, other.subresource, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is ResourceKey other && Equals(other);

    public override int GetHashCode() =>
        subresource.Length == 0 ? StringComparer.Ordinal.GetHashCode(resource)
            : (StringComparer.Ordinal.GetHashCode(resource) * 31) + StringComparer.Ordinal.GetHashCode(subresource);
}
