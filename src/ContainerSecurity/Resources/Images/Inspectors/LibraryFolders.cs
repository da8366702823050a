namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Where distributions and package managers put what others wrote: documentation, libraries, and their tests with keys that open nothing.</summary>
internal static class LibraryFolders
{
    private static readonly string[] Roots =
    [
        "usr/share/", "usr/lib/", "usr/lib64/", "usr/include/", "usr/src/", "usr/local/share/man/", "lib/", "lib64/",
        "var/lib/dpkg/", "var/lib/apt/", "var/lib/rpm/", "var/lib/dnf/", "var/cache/", "nix/store/", "opt/conda/lib/", "opt/conda/pkgs/",
    ];

    private static readonly string[] Folders =
    [
        "node_modules/", "site-packages/", "dist-packages/", "go/pkg/mod/", "usr/local/go/", "usr/local/lib/python", "usr/local/lib/ruby/",
        "gems/", "vendor/bundle/", ".m2/repository/", ".nuget/packages/", ".cargo/registry/", "jvm/",
    ];

    /// <summary>What web servers hand out is the image's own, wherever it is.</summary>
    private static readonly string[] OwnRoots = ["usr/share/nginx/html/", "usr/share/caddy/", "usr/share/httpd/"];

    /// <summary>Whether a path lies in one of them.</summary>
    public static bool Hold(string path) =>
        !Array.Exists(OwnRoots, r => path.StartsWith(r, StringComparison.Ordinal))
        && (Array.Exists(Roots, r => path.StartsWith(r, StringComparison.Ordinal)) || Array.Exists(Folders, f => HasFolder(path, f)));

    private static bool HasFolder(string path, string folder)
    {
        for (int at = 0; (at = path.IndexOf(folder, at, StringComparison.Ordinal)) >= 0; at++)
            if (at == 0 || path[at - 1] == '/')
                return true;
        return false;
    }
}
