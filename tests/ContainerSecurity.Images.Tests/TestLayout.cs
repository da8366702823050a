using System.Text;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Tests;

/// <summary>An OCI layout in a folder of its own, written blob by blob.</summary>
internal sealed class TestLayout : IDisposable
{
    private readonly List<string> manifests = [];

    public TestLayout()
    {
        Path = Directory.CreateTempSubdirectory("csec-layout-").FullName;
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "blobs", "sha256"));
        File.WriteAllText(System.IO.Path.Combine(Path, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
    }

    public string Path { get; }

    public static string Describe(
        string mediaType,
        Digest digest,
        long size,
        string more = "") => $$"""{"mediaType":"{{mediaType}}","digest":"{{digest}}","size":{{size}}{{more}}}""";

    public static Digest Sha256(byte[] content) => Digest.OfBytes(content);

    public string BlobPath(Digest digest) => System.IO.Path.Combine(Path, "blobs", "sha256", digest.Encoded);

    public Digest AddBlob(byte[] content)
    {
        Digest digest = Sha256(content);
        File.WriteAllBytes(BlobPath(digest), content);
        return digest;
    }

    /// <summary>Adds an image of layers that are not compressed, or of gzip.</summary>
    public Digest AddImage(string tag, params byte[][] layers) =>
        AddImage(tag, [.. layers.Select(l => new TestLayer(l, Sha256(l), ImageMediaType.Layer))]);

    public Digest AddImage(string tag, IReadOnlyList<TestLayer> layers)
    {
        byte[] config = Encoding.UTF8.GetBytes(
            $$"""{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[{{string.Join(',', layers.Select(l => $"\"{l.DiffId}\""))}}] } }""");
        IEnumerable<string> blobs = layers.Select(l => Describe(l.MediaType, l.Digest ?? AddBlob(l.Blob), l.Size ?? l.Blob.Length));
        return AddManifest(
            tag,
            $$"""{"schemaVersion":2,"config":{{Describe(ImageMediaType.Config, AddBlob(config), config.Length)}},"layers":[{{string.Join(',', blobs)}}]}""");
    }

    public Digest AddManifest(string tag, string json, string mediaType = ImageMediaType.Manifest)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Digest digest = AddBlob(bytes);
        Point(tag, mediaType, digest, bytes.Length);
        return digest;
    }

    public void Point(string tag, string mediaType, Digest digest, long size)
    {
        manifests.Add(Describe(mediaType, digest, size, $$""","annotations":{"org.opencontainers.image.ref.name":"{{tag}}"}"""));
        File.WriteAllText(System.IO.Path.Combine(Path, "index.json"), $$"""{"schemaVersion":2,"manifests":[{{string.Join(',', manifests)}}]}""");
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
