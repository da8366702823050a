using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Files;

/// <summary>
/// The folder of a kustomization. Files come only from it and the folders below it; other kustomizations from anywhere,
/// but from no folder that holds one that is being built.
/// </summary>
internal sealed class BuildFolder
{
    private static readonly string[] RemoteSigns = ["github.com/", "github.com:", "git::", "git@", "gh:", "?ref=", "&ref=", "?version=", "oci://", ".git/", "dev.azure.com", "_git/", "bitbucket.org/", "gitlab.com/"];

    private readonly BuildFolder? referrer;

    private BuildFolder(string root, BuildFolder? referrer, BuildSession session)
    {
        Root = root;
        this.referrer = referrer;
        Session = session;
        Depth = referrer is null ? 0 : referrer.Depth + 1;
    }

    /// <summary>The full path, without links.</summary>
    public string Root { get; }

    /// <summary>What all parts of the build share.</summary>
    public BuildSession Session { get; }

    /// <summary>How many kustomizations lead to this one.</summary>
    public int Depth { get; }

    /// <summary>The folder that a build begins in.</summary>
    public static BuildFolder Open(string path, BuildSession session) => new(RealPath.Of(path), null, session);

    /// <summary>Whether a path names something on another machine.</summary>
    public static bool IsRemote(string path) =>
        path.Contains("://", StringComparison.Ordinal) || path.EndsWith(".git", StringComparison.Ordinal)
        || Array.Exists(RemoteSigns, s => path.Contains(s, StringComparison.Ordinal));

    /// <summary>The folder of another kustomization.</summary>
    /// <exception cref="BuildException">There is none, or it holds one that is being built.</exception>
    public BuildFolder Enter(string path, Origin origin)
    {
        if (Path.IsPathRooted(path))
            throw new BuildException(origin, $"The folder '{path}' is named by an absolute path; name it from here.");
        string full = Resolve(path, origin);
        if (!Directory.Exists(full))
            throw new BuildException(origin, File.Exists(full)
                ? $"'{path}' is a file and no folder with a kustomization."
                : $"Nothing is at '{path}'.");
        for (BuildFolder? at = this; at is not null; at = at.referrer)
            if (IsInOrBelow(at.Root, full))
                throw new BuildException(origin, $"The kustomizations form a cycle: '{path}' holds '{Session.NameOf(at.Root)}', which is being built.");
        var entered = new BuildFolder(full, this, Session);
        Session.Budget.CheckDepth(entered.Depth);
        return entered;
    }

    /// <summary>The full path of a file that may be read from here.</summary>
    /// <exception cref="BuildException">There is none, or it may not be read.</exception>
    public string FileAt(string path, Origin origin)
    {
        string full = Resolve(path, origin);
        if (Directory.Exists(full))
            throw new BuildException(origin, $"'{path}' is a folder and no file.");
        if (!File.Exists(full))
            throw new BuildException(origin, $"The file '{path}' is not there.");
        if (!IsInOrBelow(full, Root))
            throw new BuildException(origin, $"The file '{path}' is not in or below the folder of the kustomization, so Kustomize refuses it.");
        return full;
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="BuildException">It cannot be read.</exception>
    public byte[] ReadBytes(string path, Origin origin) => Guarded(path, origin, () => Session.ReadBytes(FileAt(path, origin)));

    /// <summary>The documents of a file.</summary>
    /// <exception cref="BuildException">It cannot be read.</exception>
    public DocumentSet ReadDocuments(string path, Origin origin) =>
        Guarded(path, origin, () => Session.ReadDocuments(FileAt(path, origin)));

    /// <summary>The path of a file or folder from the folder that the build began in, as Kustomize tells it.</summary>
    public string PathFromStart(string path)
    {
        BuildFolder start = this;
        while (start.referrer is { } outer)
            start = outer;
        return Path.GetRelativePath(start.Root, Path.Combine(Root, path)).Replace('\\', '/');
    }

    private string Resolve(string path, Origin origin) =>
        Guarded(path, origin, () => RealPath.Of(Path.Combine(Root, path.Replace('\\', Path.DirectorySeparatorChar))));

    private static T Guarded<T>(string path, Origin origin, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BuildException(origin, $"'{path}' cannot be read: {(failure is ArgumentException ? "it is no path" : failure.Message)}");
        }
    }

    private static bool IsInOrBelow(string path, string folder) =>
        path == folder || path.StartsWith(folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
