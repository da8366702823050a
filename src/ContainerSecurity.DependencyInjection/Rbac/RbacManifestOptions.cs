namespace ContainerSecurity.DependencyInjection;

/// <summary>Which manifests say who may do what. What is wrong with them is told when the application starts.</summary>
public sealed class RbacManifestOptions
{
    /// <summary>Files, folders and patterns with roles, bindings and what else a cluster holds. At least one.</summary>
    public IList<string> Files { get; } = [];

    /// <summary>The folder that relative paths start from; null for the current one.</summary>
    public string? BasePath { get; set; }

    /// <summary>
    /// Whether a binding to a role that Kubernetes brings, such as <c>view</c>, is followed although no file holds the
    /// role. The default value is true.
    /// </summary>
    public bool AssumesStockRoles { get; set; } = true;

    /// <summary>
    /// How old what was read may become before it is read anew; from 1 second to 1 day, or <see cref="TimeSpan.Zero"/>
    /// for any age. The default value is 10 seconds.
    /// </summary>
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(10);
}
