using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace ContainerSecurity.Compare.Data;

/// <summary>Writes an image as an OCI layout: gzip layers of texts and of binary files, none of them a distribution's.</summary>
internal sealed class ImageGenerator(string folder)
{
    private const ulong Seed = 20260712;
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static readonly string[] Command = ["/srv/app"];
    private readonly string blobs = Path.Combine(folder, "blobs", "sha256");

    private sealed record Descriptor(string MediaType, string Digest, long Size);

    private sealed record Layer(Descriptor Descriptor, string DiffId);

    /// <summary>Writes an image whose layers hold so many megabytes each before they are compressed.</summary>
    public void Write(int layers, int megabytes)
    {
        Directory.CreateDirectory(blobs);
        Layer[] written = [.. Enumerable.Range(0, layers).Select(i => WriteLayer(i, megabytes))];
        var config = WriteJson("application/vnd.oci.image.config.v1+json", new
        {
            architecture = "amd64",
            os = "linux",
            config = new { User = "10001", Entrypoint = Command },
            rootfs = new { type = "layers", diff_ids = written.Select(l => l.DiffId) },
            history = written.Select(_ => new { created_by = "COPY . ." }),
        });
        var manifest = WriteJson("application/vnd.oci.image.manifest.v1+json", new
        {
            schemaVersion = 2,
            mediaType = "application/vnd.oci.image.manifest.v1+json",
            config = Json(config),
            layers = written.Select(l => Json(l.Descriptor)),
        });
        byte[] index = JsonSerializer.SerializeToUtf8Bytes(new { schemaVersion = 2, manifests = new[] { Json(manifest) } });
        File.WriteAllBytes(Path.Combine(folder, "index.json"), index);
        File.WriteAllText(Path.Combine(folder, "oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private Layer WriteLayer(int index, int megabytes)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
            AddFiles(tar, archive, new Dice(Seed + (ulong)index), $"srv/part{index}", megabytes * 1_000_000L);
        byte[] unpacked = archive.ToArray();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(unpacked);
        return new Layer(WriteBlob(LayerType, packed.ToArray()), Digest(unpacked));
    }

    /// <summary>Two thirds of the files are texts; half of each binary file is noise, as what is compressed already.</summary>
    private static void AddFiles(TarWriter tar, MemoryStream archive, Dice dice, string path, long size)
    {
        var texts = new TextGenerator(dice);
        for (int i = 0; archive.Length < size; i++)
        {
            int length = dice.Between(1_000, 40_000);
            bool isText = i % 3 < 2;
            string ending = isText ? TextGenerator.Endings[i % TextGenerator.Endings.Count] : "bin";
            byte[] content = isText ? texts.Write(ending, length) : new byte[length * 2];
            if (!isText)
                dice.Fill(content.AsSpan(0, length));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{path}/dir{i / 50}/file{i}.{ending}")
            {
                DataStream = new MemoryStream(content),
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            });
        }
    }

    private static object Json(Descriptor descriptor) => new { mediaType = descriptor.MediaType, digest = descriptor.Digest, size = descriptor.Size };

    private Descriptor WriteJson(string mediaType, object value) => WriteBlob(mediaType, JsonSerializer.SerializeToUtf8Bytes(value));

    private Descriptor WriteBlob(string mediaType, byte[] content)
    {
        string digest = Digest(content);
        File.WriteAllBytes(Path.Combine(blobs, digest["sha256:".Length..]), content);
        return new Descriptor(mediaType, digest, content.Length);
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
