using System.Net;
using System.Text;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Discovery;

/// <summary>A repository of a registry in memory, with or without the API of referrers.</summary>
internal sealed class Repository
{
    private readonly Dictionary<string, (string MediaType, byte[] Bytes)> manifests = [];
    private readonly Dictionary<string, byte[]> blobs = [];

    public Repository() => Registry = new FakeRegistry(Answer);

    public FakeRegistry Registry { get; }

    /// <summary>What the API of referrers lists; null where there is no such API.</summary>
    public List<Descriptor>? Referrers { get; set; }

    /// <summary>Paths that answer with another status.</summary>
    public Dictionary<string, HttpStatusCode> Faults { get; } = [];

    public RegistryImageSource Open() => new(
        Reference(), new RegistryOptions { Handler = Registry, MaxAttempts = 1, Time = TimeProvider.System });

    public Digest AddBlob(byte[] bytes)
    {
        Digest digest = Digest.OfBytes(bytes);
        blobs[digest.ToString()] = bytes;
        return digest;
    }

    public Descriptor AddManifest(string json, string? tag = null, string mediaType = ImageMediaType.Manifest)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Digest digest = Digest.OfBytes(bytes);
        manifests[digest.ToString()] = (mediaType, bytes);
        if (tag is not null)
            manifests[tag] = (mediaType, bytes);
        return new Descriptor(mediaType, digest, bytes.Length);
    }

    /// <summary>Replaces what stands under a digest.</summary>
    public void Corrupt(Digest digest, Func<byte[], byte[]> change)
    {
        if (blobs.TryGetValue(digest.ToString(), out byte[]? blob))
            blobs[digest.ToString()] = change(blob);
        else
            manifests[digest.ToString()] = (manifests[digest.ToString()].MediaType, change(manifests[digest.ToString()].Bytes));
    }

    public Descriptor AddImage() => AddManifest(Manifest(ImageMediaType.Config, AddBlob("{}"u8.ToArray()), 2, "", Layer(ImageMediaType.Layer, [1])));

    /// <summary>An artifact with layers, perhaps of a subject.</summary>
    public Descriptor AddArtifact(string artifactType, Descriptor? subject, string? tag, params string[] layers) => AddManifest(
        Manifest(
            ImageMediaType.Empty,
            AddBlob("{}"u8.ToArray()),
            2,
            $",\"artifactType\":\"{artifactType}\"{(subject is null ? "" : $",\"subject\":{Describe(subject)}")}",
            layers),
        tag);

    public string Layer(string mediaType, byte[] content, string annotations = "") =>
        $$"""{"mediaType":"{{mediaType}}","digest":"{{AddBlob(content)}}","size":{{content.Length}}{{(annotations.Length == 0 ? "" : $",\"annotations\":{annotations}")}}}""";

    public static string Manifest(string configType, Digest config, int size, string more, params string[] layers) =>
        $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{"mediaType":"{{configType}}","digest":"{{config}}","size":{{size}}},"layers":[{{string.Join(',', layers)}}]{{more}}}""";

    public static string Index(params IEnumerable<Descriptor> members) =>
        $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Index}}","manifests":[{{string.Join(',', members.Select(Describe))}}]}""";

    private static string Describe(Descriptor d) =>
        $$"""{"mediaType":"{{d.MediaType}}","digest":"{{d.Digest}}","size":{{d.Size}}{{(d.ArtifactType is null ? "" : $",\"artifactType\":\"{d.ArtifactType}\"")}}}""";

    private static ImageReference Reference()
    {
        ImageReference.TryParse("registry.example/shop/web", out ImageReference? reference);
        return reference!;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        string path = request.RequestUri!.AbsolutePath["/v2/shop/web/".Length..];
        if (Faults.TryGetValue(path, out HttpStatusCode fault))
            return FakeRegistry.Respond(fault);
        string[] parts = path.Split('/');
        return (parts[0], parts[1]) switch
        {
            ("manifests", var name) when manifests.TryGetValue(name, out (string MediaType, byte[] Bytes) found) =>
                FakeRegistry.Respond(HttpStatusCode.OK, found.Bytes, found.MediaType),
            ("blobs", var name) when blobs.TryGetValue(name, out byte[]? blob) => FakeRegistry.Respond(HttpStatusCode.OK, blob),
            ("referrers", _) when Referrers is not null =>
                FakeRegistry.Respond(HttpStatusCode.OK, Encoding.UTF8.GetBytes(Index(Referrers)), ImageMediaType.Index),
            _ => FakeRegistry.Respond(HttpStatusCode.NotFound),
        };
    }
}
