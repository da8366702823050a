namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>A file that a package of an operating system brought.</summary>
/// <param name="System">Whose package.</param>
/// <param name="Package">The name of the package.</param>
/// <param name="Path">The path, without a slash before it.</param>
internal readonly record struct OwnedFile(PackageSystem System, string Package, string Path)
{
    private static readonly string[] MergedFolders = ["bin/", "sbin/", "lib/", "lib32/", "lib64/", "libx32/"];

    /// <summary>The path in the one form that it has whether <c>/bin</c> and <c>/lib</c> are folders or links into <c>/usr</c>.</summary>
    public static string Canonical(string path)
    {
        string relative = path.TrimStart('/');
        return MergedFolders.Any(f => relative.StartsWith(f, StringComparison.Ordinal)) ? "usr/" + relative : relative;
    }
}
