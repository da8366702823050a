using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Images.Caching;

/// <summary>Layers in files of a folder, one each, named by a hash of the key. What cannot be read as it was written is as if it were not there.</summary>
internal sealed class LayerCacheFolder
{
    private const string Ending = ".layer";
    private const string Unfinished = ".part";
    private const int MostFiles = 1024;

    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string path;
    private readonly RememberedLayerFormat format;

    private LayerCacheFolder(string path, RememberedLayerFormat format)
    {
        this.path = path;
        this.format = format;
    }

    /// <summary>Opens a folder that nobody but its owner may write to, or makes one.</summary>
    /// <exception cref="IOException">It is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public static LayerCacheFolder Open(string path, RememberedLayerFormat format)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(full);
        else
            RequireOwn(Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute), path);
        return new LayerCacheFolder(full, format);
    }

    /// <summary>What was found in a layer; null where no file says so that can be believed.</summary>
    public RememberedLayer? Find(LayerKey key)
    {
        try
        {
            return ReadFile(FileOf(key)) is { } bytes ? format.Read(bytes, key, ImageReadLimits.Default) : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was found in a layer, whole or not at all. A cache that cannot be written to costs time, no verdict.</summary>
    public void Add(LayerKey key, RememberedLayer layer)
    {
        byte[] bytes = format.Write(key, layer);
        if (bytes.Length > RememberedLayerFormat.MaxLength)
            return;
        string file = FileOf(key), part = Path.Combine(path, Guid.NewGuid().ToString("N") + Unfinished);
        try
        {
            WriteFile(part, bytes);
            File.Move(part, file, overwrite: true);
            RemoveOldest();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run reads the layer.
        }
    }

    private string FileOf(LayerKey key) =>
        Path.Combine(path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(format.KeyOf(key)))) + Ending);

    private static byte[]? ReadFile(string file)
    {
        if (!File.Exists(file))
            return null;
        using FileStream stream = RegularFile.Open(file);
        if (stream.Length > RememberedLayerFormat.MaxLength)
            return null;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void WriteFile(string file, byte[] bytes)
    {
        var own = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, own);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Removes the oldest layers above the bound, and what a run left unfinished that was stopped.</summary>
    private void RemoveOldest()
    {
        var folder = new DirectoryInfo(path);
        foreach (FileInfo part in folder.EnumerateFiles("*" + Unfinished))
            if (DateTime.UtcNow - part.LastWriteTimeUtc > Abandoned)
                part.Delete();
        FileInfo[] files = folder.GetFiles("*" + Ending);
        foreach (FileInfo old in files.OrderByDescending(f => f.LastWriteTimeUtc).Skip(MostFiles))
            old.Delete();
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void RequireOwn(DirectoryInfo folder, string shown)
    {
        if (folder.LinkTarget is not null)
            throw new IOException($"The cache '{shown}' is a link; layers are remembered only in a folder that is named itself.");
        if ((folder.UnixFileMode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
            throw new IOException(
                $"Others than its owner may write to the cache '{shown}', and could decide what is found in images. Take that away: chmod go-w.");
        // Only the owner may set the mode, even to what it is.
        folder.UnixFileMode = folder.UnixFileMode;
    }
}
