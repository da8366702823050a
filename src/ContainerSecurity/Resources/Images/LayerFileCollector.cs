using ContainerSecurity.Secrets;

namespace ContainerSecurity.Resources.Images;

/// <summary>Collects, while layers go by, the files that a rule may ask for: setuid files, files of credentials, secrets in texts, databases; and what the image says of itself in files.</summary>
internal sealed class LayerFileCollector(SecretDetector detector)
{
    private const int MaxOwnFile = 64 * 1024;

    /// <summary>Where distributions and package managers put what others wrote: documentation, libraries, and their tests with keys that open nothing. Only files of credentials are looked for there.</summary>
    private static readonly string[] LibraryRoots = ["usr/share/", "usr/lib/", "usr/lib64/", "usr/include/", "usr/src/", "usr/local/share/man/", "lib/", "lib64/", "var/lib/dpkg/", "var/lib/apt/", "var/lib/rpm/", "var/lib/dnf/", "var/cache/", "nix/store/", "opt/conda/lib/", "opt/conda/pkgs/"];

    private static readonly string[] LibraryFolders = ["/node_modules/", "/site-packages/", "/dist-packages/", "/go/pkg/mod/", "/usr/local/go/", "/usr/local/lib/python", "/usr/local/lib/ruby/", "/gems/", "/vendor/bundle/", "/.m2/repository/", "/.nuget/packages/", "/.cargo/registry/", "/jvm/"];

    /// <summary>What web servers hand out is the image's own, wherever it is.</summary>
    private static readonly string[] OwnRoots = ["usr/share/nginx/html/", "usr/share/caddy/", "usr/share/httpd/"];

    private readonly FileText reader = new(detector);
    private readonly List<LayerFile> files = [];

    /// <summary>The files in the order in which they went by.</summary>
    public IReadOnlyList<LayerFile> Files => files;

    /// <summary>The distribution, as the highest layer that speaks of it says.</summary>
    public OperatingSystemRelease? Release { get; private set; }

    /// <summary>The users of the highest layer that has <c>/etc/passwd</c>.</summary>
    public IReadOnlyDictionary<string, long> UserIds { get; private set; } = new Dictionary<string, long>();

    /// <summary>Looks at one regular file.</summary>
    /// <param name="layer">The layer that has it.</param>
    /// <param name="path">The path from the root, without a slash before it.</param>
    /// <param name="mode">The permission bits.</param>
    /// <param name="size">The size in bytes.</param>
    /// <param name="content">The content; read as far as needed.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task CollectAsync(Layer layer, string path, int mode, long size, Stream content, CancellationToken cancellationToken)
    {
        var file = new LayerFile(layer, path) { Mode = mode, Size = size };
        SensitiveFile? sensitive = SensitiveFile.At(path);
        bool isOwn = !IsLibrary(path);
        if (size > 0 && (isOwn || sensitive is not null || IsAboutImage(path)))
        {
            await reader.BeginAsync(content, cancellationToken).ConfigureAwait(false);
            file = reader.IsText
                ? await ReadTextAsync(file, sensitive, isOwn, content, cancellationToken).ConfigureAwait(false)
                : file with { Kind = KindOfBinary(sensitive, isOwn) };
        }
        if (file.IsSetId || file.Kind != LayerFileKind.Ordinary || file.Secrets.Count > 0)
            files.Add(file);
    }

    /// <summary>Looks at a further name of a file.</summary>
    public void CollectLink(Layer layer, string path, int mode)
    {
        var file = new LayerFile(layer, path) { Mode = mode };
        if (file.IsSetId)
            files.Add(file);
    }

    private async Task<LayerFile> ReadTextAsync(LayerFile file, SensitiveFile? sensitive, bool isOwn, Stream content, CancellationToken cancellationToken)
    {
        await reader.FillAsync(content, cancellationToken).ConfigureAwait(false);
        if (IsAboutImage(file.Path) && file.Size <= MaxOwnFile)
            ReadAboutImage(file.Path, reader.Beginning);
        LayerFileKind kind = sensitive is null ? LayerFileKind.Ordinary
            : sensitive.Kind == LayerFileKind.EnvironmentFile ? (isOwn ? sensitive.Kind : LayerFileKind.Ordinary)
            : sensitive.IsConfirmedBy(reader.Beginning) ? sensitive.Kind
            : LayerFileKind.Ordinary;
        if (kind == LayerFileKind.Ordinary && isOwn)
            kind = reader.Data ?? kind;
        IReadOnlyList<FileSecret> settings = kind == LayerFileKind.EnvironmentFile ? reader.ScanSettings() : [];
        IReadOnlyList<FileSecret> secrets = isOwn ? await reader.ScanAsync(content, file.Path, cancellationToken).ConfigureAwait(false) : [];
        return file with { Kind = kind, Secrets = secrets.Count >= settings.Count ? secrets : settings };
    }

    private LayerFileKind KindOfBinary(SensitiveFile? sensitive, bool isOwn) =>
        sensitive is { Words.Length: 0, Kind: not LayerFileKind.EnvironmentFile } && (isOwn || sensitive.Kind != LayerFileKind.KeyStore) ? sensitive.Kind
        : isOwn && reader.Data is { } data ? data
        : LayerFileKind.Ordinary;

    private void ReadAboutImage(string path, string text)
    {
        if (path != "etc/passwd")
        {
            Release = OperatingSystemRelease.Read(text) ?? Release;
            return;
        }
        var users = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string[] user in text.Split('\n').Select(l => l.Split(':')))
            if (user.Length > 3 && long.TryParse(user[2], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long id))
                users[user[0]] = id;
        UserIds = users;
    }

    private static bool IsAboutImage(string path) => path is "etc/os-release" or "usr/lib/os-release" or "etc/passwd";

    private static bool IsLibrary(string path) =>
        !Array.Exists(OwnRoots, r => path.StartsWith(r, StringComparison.Ordinal))
        && (Array.Exists(LibraryRoots, r => path.StartsWith(r, StringComparison.Ordinal))
            || Array.Exists(LibraryFolders, f => path.IndexOf(f, StringComparison.Ordinal) >= 0 || path.StartsWith(f.Substring(1), StringComparison.Ordinal)));
}
