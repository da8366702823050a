using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies;

/// <summary>One source: a file, a standard input, a text; manifests, a Dockerfile.</summary>
/// <param name="path">The name shown to people.</param>
/// <param name="open">Opens the bytes; called up to three times, on any thread. What it throws becomes an error of the decision.</param>
/// <param name="neighbour">Opens a file beside the source by its name, or by its path from the source's folder, null where there is none; null where nobody can look.</param>
public sealed class ManifestSource(string path, Func<Stream> open, Func<string, Stream?>? neighbour = null)
{
    /// <summary>The name shown to people.</summary>
    public string Path { get; } = path ?? throw new ArgumentNullException(nameof(path));

    /// <summary>Opens the bytes.</summary>
    public Stream Open() => open();

    /// <summary>Something that another reader makes a resource of, such as an image.</summary>
    /// <param name="path">The name shown to people.</param>
    /// <param name="read">Reads the resource as the policy wants it; called once, on any thread. What it throws becomes an error of the decision.</param>
    public static ManifestSource FromResource(string path, Func<Policy, Resource> read) =>
        new(path, () => Stream.Null) { ReadResource = read ?? throw new ArgumentNullException(nameof(read)) };

    /// <summary>Whether the source was come upon in a search rather than named. One that neither is nor begins as anything that is judged is then passed over (<see cref="Decision.Skipped"/>), whatever is wrong with it. The default value is false.</summary>
    public bool IsFound { get; init; }

    /// <summary>A file on disk. Pipes, sockets and devices are not opened.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">The folder out of which no file that it names is opened; null for the file's own.</param>
    /// <param name="isFound">Whether the file was come upon in a search rather than named, as <see cref="IsFound"/> says.</param>
    public static ManifestSource FromFile(string path, string? root = null, bool isFound = false)
    {
        string folder = System.IO.Path.GetDirectoryName(path) ?? "";
        Stream? OpenBeside(string name)
        {
            string bound = System.IO.Path.GetFullPath(root ?? (folder.Length == 0 ? "." : folder)).TrimEnd(System.IO.Path.DirectorySeparatorChar) + System.IO.Path.DirectorySeparatorChar;
            string beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
            return beside.StartsWith(bound, StringComparison.Ordinal) && File.Exists(beside) ? RegularFile.Open(System.IO.Path.Combine(folder, name)) : null;
        }
        return new ManifestSource(path, () => RegularFile.Open(path), OpenBeside) { IsFound = isFound };
    }

    /// <summary>Reads the resource where the bytes are not a text to be read; null for all other sources.</summary>
    internal Func<Policy, Resource>? ReadResource { get; private init; }

    /// <summary>Whether files beside the source can be looked for.</summary>
    internal bool HasNeighbours => neighbour is not null;

    /// <summary>A text in memory.</summary>
    public static ManifestSource FromText(string path, string text) => new(path, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text), writable: false));

    /// <summary>Opens a file beside the source, by its path from the source's folder; null where there is none.</summary>
    internal Stream? OpenNeighbour(string name) => neighbour?.Invoke(name);
}
