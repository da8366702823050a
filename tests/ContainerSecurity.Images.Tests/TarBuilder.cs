using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ContainerSecurity.Images.Tests;

/// <summary>Builds layers, with the platform's own writer, so that our reader is not compared with itself.</summary>
internal sealed class TarBuilder
{
    private readonly List<TarEntry> entries = [];

    public TarBuilder File(
        string path,
        string content = "",
        UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite) => Add(TarEntryType.RegularFile, path, e =>
    {
        e.Mode = mode;
        e.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content));
    });

    public TarBuilder Folder(string path) => Add(TarEntryType.Directory, path, _ => { });

    public TarBuilder SymbolicLink(string path, string target) => Add(TarEntryType.SymbolicLink, path, e => e.LinkName = target);

    public TarBuilder HardLink(string path, string target, UnixFileMode mode = UnixFileMode.None) => Add(TarEntryType.HardLink, path, e =>
    {
        e.LinkName = target;
        e.Mode = mode;
    });

    public TarBuilder Device(string path) => Add(TarEntryType.CharacterDevice, path, _ => { });

    public byte[] ToArray()
    {
        using var bytes = new MemoryStream();
        using (var writer = new TarWriter(bytes, leaveOpen: true))
            entries.ForEach(writer.WriteEntry);
        return bytes.ToArray();
    }

    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, level))
            gzip.Write(content);
        return compressed.ToArray();
    }

    private TarBuilder Add(TarEntryType type, string path, Action<PaxTarEntry> set)
    {
        var entry = new PaxTarEntry(type, path);
        set(entry);
        entries.Add(entry);
        return this;
    }
}
