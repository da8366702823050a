namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>The folder into which packages of npm are installed.</summary>
internal static class NodeModules
{
    private const string Folder = "node_modules";

    /// <summary>
    /// Whether a file is in it, where lock files belong to what is installed and say nothing of what is.
    /// </summary>
    public static bool Hold(string path) => FilePath.IsBelow(path, Folder);

    /// <summary>
    /// The name of the package whose folder a path is, such as <c>@scope/name</c>; null where the path is no such
    /// folder.
    /// </summary>
    public static string? PackageAt(string folder)
    {
        string[] parts = folder.Split('/');
        return parts switch
        {
            [.., Folder, var name] when !name.StartsWith('@') => name,
            [.., Folder, ['@', ..] and var scope, var name] => $"{scope}/{name}",
            _ => null,
        };
    }
}
