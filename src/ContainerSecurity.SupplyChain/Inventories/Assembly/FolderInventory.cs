using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

namespace ContainerSecurity.SupplyChain.Inventories.Assembly;

/// <summary>Takes the inventory of a folder. Links are not followed: what they lead to is read where it is, if it is inside.</summary>
internal sealed class FolderInventory(InventoryOptions options, FileReading reading)
{
    /// <summary>Folders of the root of a running system that are no files of it.</summary>
    private static readonly string[] Virtual = ["proc", "sys", "dev"];

    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly List<SeenFile> files = [];
    private readonly List<InventoryNote> notes = [];
    private readonly Stack<(DirectoryInfo Folder, string Path, int Depth)> open = [];
    private int count;

    /// <summary>Reads the folder.</summary>
    public async Task<PackageInventory> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var root = new DirectoryInfo(Path.GetFullPath(folder));
        open.Push((root, "", 0));
        while (count <= options.MaxFiles && open.TryPop(out (DirectoryInfo Folder, string Path, int Depth) next))
        {
            FileSystemInfo[] entries = EntriesOf(next.Folder, next.Path);
            count += entries.Length;
            foreach (FileSystemInfo entry in entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                string path = next.Path.Length == 0 ? entry.Name : $"{next.Path}/{entry.Name}";
                bool isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
                if (entry is DirectoryInfo inner && !isLink)
                    Enter(inner, path, next.Depth + 1, isVirtual: root.Parent is null && Virtual.Contains(path));
                else if (reading.Accepts(path))
                    await TakeAsync(entry, path, isLink, cancellationToken).ConfigureAwait(false);
            }
        }
        if (count > options.MaxFiles)
            notes.Add(new InventoryNote(null, $"The folder has more than {options.MaxFiles} files; the rest was not looked at."));
        return InventoryAssembly.Assemble(files, [], isSystem: false, notes, options);
    }

    private void Enter(DirectoryInfo folder, string path, int depth, bool isVirtual)
    {
        if (isVirtual)
            return;
        if (depth <= options.MaxDepth)
            open.Push((folder, path, depth));
        else
            notes.Add(new InventoryNote(path, $"The folder is nested deeper than {options.MaxDepth} folders and was not looked at."));
    }

    private FileSystemInfo[] EntriesOf(DirectoryInfo folder, string path)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos("*", All)
                .Take(options.MaxFiles - count + 1)
                .OrderBy(e => e.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notes.Add(new InventoryNote(path, $"The folder cannot be listed: {e.Message.TrimEnd('.')}."));
            return [];
        }
    }

    private async Task TakeAsync(FileSystemInfo file, string path, bool isLink, CancellationToken cancellationToken)
    {
        if (isLink)
        {
            if (FileReading.IsSystemFile(path) && !LeadsInside(file))
                notes.Add(new InventoryNote(path, $"The file is a link to '{file.LinkTarget}', which is not followed."));
            return;
        }
        files.Add(new SeenFile(await ReadAsync(file, path, cancellationToken).ConfigureAwait(false), 0, IsHidden: false));
    }

    private async Task<FileRecords> ReadAsync(FileSystemInfo file, string path, CancellationToken cancellationToken)
    {
        try
        {
            FileStream content = RegularFile.Open(file.FullName);
            await using (content.ConfigureAwait(false))
                return await reading.ReadAsync(path, content, content.Length, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileReading.Unread(path, $"The file cannot be read: {e.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>Whether a link is one that systems have, such as that of <c>etc/os-release</c>, to a file that is read by its own path.</summary>
    private static bool LeadsInside(FileSystemInfo link) =>
        link.LinkTarget is { } target
        && FileReading.IsSystemFile(string.Join('/', target.Split('/').SkipWhile(p => p is "" or ".." or ".")));
}
