namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>The group, version and kind of an object; an empty part of a selector stands for any.</summary>
internal readonly record struct GroupVersionKind(string Group, string Version, string Kind)
{
    /// <summary>The group and version as objects write them.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Whether objects of it are known to belong to no namespace.</summary>
    public bool IsClusterScoped => ClusterScopes.IsClusterScoped(this);

    public static GroupVersionKind Of(string apiVersion, string kind)
    {
        int slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new GroupVersionKind("", apiVersion, kind)
            : new GroupVersionKind(apiVersion.Substring(0, slash), apiVersion.Substring(slash + 1), kind);
    }

    /// <summary>Whether a selector stands for it.</summary>
    public bool IsSelectedBy(GroupVersionKind selector) =>
        (selector.Group.Length == 0 || selector.Group == Group)
        && (selector.Version.Length == 0 || selector.Version == Version)
        && (selector.Kind.Length == 0 || selector.Kind == Kind);

    public override string ToString() => Group.Length == 0 ? $"{Kind}.{Version}" : $"{Kind}.{Version}.{Group}";
}
