using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Examination;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Inventories;

/// <summary>An image of an OCI layout, layer by layer; its diff IDs are known.</summary>
internal sealed class TestImage
{
    private readonly List<byte[]> layers = [];

    /// <summary>The diff IDs of the layers.</summary>
    public IReadOnlyList<string> DiffIds => [.. layers.Select(Digest)];

    /// <summary>Adds a layer of files; one whose content is null is deleted, one whose content begins with <c>-></c> is a symbolic link.</summary>
    public TestImage Layer(params (string Path, string? Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
            foreach ((string path, string? content) in files)
                tar.WriteEntry(EntryOf(path, content));
        layers.Add(bytes.ToArray());
        return this;
    }

    /// <summary>Adds a layer that gives a file a further name.</summary>
    public TestImage HardLink(string path, string target)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, path) { LinkName = target });
        layers.Add(bytes.ToArray());
        return this;
    }

    public Task<PackageInventory> InventoryAsync(InventoryReader reader) => WrittenAsync(async location =>
    {
        (IImageSource source, string? reference) = await ImageSource.OpenAsync(location);
        await using (source)
            return await reader.ReadImageAsync(await ContainerImage.OpenAsync(source, reference));
    });

    /// <summary>Reads the image as one that is judged.</summary>
    public Task<Image> ReadAsync(Func<ContainerImage, IImageExaminer> examiner) =>
        WrittenAsync(async location => await ImageReader.ReadAsync(location, new ImageReaderOptions { Examiner = examiner }));

    private async Task<T> WrittenAsync<T>(Func<string, Task<T>> read)
    {
        string folder = Directory.CreateTempSubdirectory("csec-inventory-").FullName;
        try
        {
            Write(folder);
            return await read("oci:" + folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PaxTarEntry EntryOf(string path, string? content)
    {
        if (content is null)
            return new PaxTarEntry(TarEntryType.RegularFile, path[..(path.LastIndexOf('/') + 1)] + ".wh." + path[(path.LastIndexOf('/') + 1)..]);
        return content.StartsWith("->", StringComparison.Ordinal)
            ? new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = content[2..] }
            : new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) };
    }

    private void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        string diffs = string.Join(',', DiffIds.Select(d => $"\"{d}\""));
        string config = Blob(
            folder,
            "application/vnd.oci.image.config.v1+json",
            Encoding.UTF8.GetBytes($$"""{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[{{diffs}}] } }"""));
        string blobs = string.Join(',', layers.Select(l => Blob(folder, "application/vnd.oci.image.layer.v1.tar", l)));
        string manifest = Blob(
            folder,
            "application/vnd.oci.image.manifest.v1+json",
            Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"config":{{config}},"layers":[{{blobs}}] }"""));
        File.WriteAllText(Path.Combine(folder, "index.json"), $$"""{"schemaVersion":2,"manifests":[{{manifest}}] }""");
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Blob(string folder, string mediaType, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(folder, "blobs", "sha256", Digest(content)[7..]), content);
        return $$"""{"mediaType":"{{mediaType}}","digest":"{{Digest(content)}}","size":{{content.Length}} }""";
    }
}
