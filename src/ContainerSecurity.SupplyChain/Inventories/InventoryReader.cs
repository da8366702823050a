using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Files;
using ContainerSecurity.SupplyChain.Inventories.Assembly;
using ContainerSecurity.SupplyChain.Inventories.Builds;
using ContainerSecurity.SupplyChain.Inventories.Languages;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

namespace ContainerSecurity.SupplyChain.Inventories;

/// <summary>Finds the packages that images, folders and files hold.</summary>
/// <remarks>
/// Packages of an operating system come from its database; those of languages from the files that their tools leave.
/// What a package of the distribution brought is left to that package, since the distribution's advisories speak for it.
/// Whatever could not be read or decided is said in the notes of the inventory.
/// </remarks>
public sealed class InventoryReader
{
    private readonly InventoryOptions options;
    private readonly IReadOnlyList<IPackageReader> readers;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">Bounds; null for the defaults.</param>
    public InventoryReader(InventoryOptions? options = null)
        : this(options, LanguageReaders.All)
    {
    }

    internal InventoryReader(InventoryOptions? options, IReadOnlyList<IPackageReader> readers)
    {
        this.options = options ?? new InventoryOptions();
        this.readers = readers;
    }

    /// <summary>Begins the inventory of an image whose layers someone else reads, so that they are read once.</summary>
    public LayerInventory Begin() => new(options, readers);

    /// <summary>Takes the inventory of an image; each layer is read once.</summary>
    /// <param name="image">The image. Its source must be open.</param>
    /// <param name="limits">Bounds on the image; null for <see cref="ImageReadLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">A layer cannot be read.</exception>
    public async Task<PackageInventory> ReadImageAsync(
        ContainerImage image, ImageReadLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        LayerInventory inventory = Begin();
        var reading = new ImageFileSystemOptions { OnEntry = inventory.ReadAsync, Limits = limits ?? ImageReadLimits.Default };
        return inventory.Complete(image, await ImageFileSystem.ReadAsync(image, reading, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes the inventory of a folder: a project, what a build made, or the root of a system.</summary>
    /// <param name="folder">The folder. Links in it are not followed.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public Task<PackageInventory> ReadFolderAsync(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Directory.Exists(folder)
            ? new FolderInventory(options, new FileReading(options, readers)).ReadAsync(folder, cancellationToken)
            : throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
    }

    /// <summary>Takes the inventory of what a .NET build published.</summary>
    /// <param name="build">The build.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public async Task<PackageInventory> ReadBuildAsync(PublishedBuild build, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(build);
        PackageInventory folder = await ReadFolderAsync(build.Folder, cancellationToken).ConfigureAwait(false);
        return await new BuildInventory(build, options).CompleteAsync(folder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the inventory of a single file.</summary>
    /// <param name="file">The file. What it is, is told by the end of its path, such as <c>/var/lib/dpkg/status</c> or <c>packages.lock.json</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public async Task<PackageInventory> ReadFileAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        FileStream content = RegularFile.Open(file);
        await using (content.ConfigureAwait(false))
            return await ReadContentAsync(file, content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the inventory of a single file's content.</summary>
    /// <param name="path">The path, whose end tells what the file is.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<PackageInventory> ReadContentAsync(string path, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        var reading = new FileReading(options, readers);
        string known = KnownPath(path.Replace('\\', '/'));
        FileRecords records = reading.Accepts(known)
            ? await reading.ReadAsync(known, content, content.CanSeek ? content.Length - content.Position : 0, cancellationToken).ConfigureAwait(false)
            : FileReading.Unread(known, "The file is of no form that tells of packages; what it holds is unknown.");
        if (records.IsEmpty && reading.IsToldByStart(known))
            records = FileReading.Unread(known, "The file is no program that tells of packages; what it holds is unknown.");
        return InventoryAssembly.Assemble([new SeenFile(records, 0, IsHidden: false)], [], isSystem: false, [], options);
    }

    /// <summary>The longest end of a path that an operating system gives a meaning; the path without its first slash where none has one.</summary>
    private static string KnownPath(string path)
    {
        string relative = path.TrimStart('/');
        for (string end = relative; end.Contains('/', StringComparison.Ordinal); end = end[(end.IndexOf('/', StringComparison.Ordinal) + 1)..])
            if (FileReading.IsSystemFile(end))
                return end;
        return relative;
    }
}
