using ContainerSecurity.Documents;

namespace ContainerSecurity.Images.Archives;

/// <summary>A folder on disk. Links that lead out of it are not followed.</summary>
internal sealed class DirectoryFolder(string path) : ContentFolder
{
    private readonly string root = Path.TrimEndingDirectorySeparator(RealPath(Path.GetFullPath(path)));

    public override string Name { get; } = path;

    public override bool Has(string path) => Find(path) is not null;

    public override long? SizeOf(string path) => Find(path)?.Length;

    public override Task<Stream?> OpenAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(Find(path) is { } file ? RegularFile.Open(file.FullName) : null);

    private FileInfo? Find(string path)
    {
        string real = root;
        foreach (string part in path.Split('/'))
            real = RealPath(Path.Combine(real, part));
        if (!File.Exists(real))
            return null;
        return real.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? new FileInfo(real)
            : throw new ImageReadException(ImageReadFailure.Malformed, $"{Name}: '{path}' is a link that leads out of the folder.");
    }

    /// <summary>A path whose last part is no link.</summary>
    private static string RealPath(string path)
    {
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path;
    }
}
