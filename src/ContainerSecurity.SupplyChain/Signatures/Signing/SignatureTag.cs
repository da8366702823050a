using System.Text.Json;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Registries.Pushing;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Signatures.Signing;

/// <summary>The image in whose layers cosign 1 and 2 keep the signatures of another one.</summary>
internal static class SignatureTag
{
    private const int MaxLayers = 256;
    private const int MaxLayer = 32 * 1024 * 1024;

    /// <summary>The layers that are there, so that one can be added; none where there is no such tag.</summary>
    public static async Task<IReadOnlyList<OciArtifactBlob>> ReadAsync(RegistryImageSource source, string tag, CancellationToken cancellationToken)
    {
        ImageManifest manifest;
        try
        {
            manifest = (await source.ResolveAsync(tag, cancellationToken).ConfigureAwait(false)).ReadManifest();
        }
        catch (ImageReadException e) when (e.Failure == ImageReadFailure.NotFound)
        {
            return [];
        }
        if (manifest.Layers.Count >= MaxLayers || manifest.Layers.Any(l => l.Size > MaxLayer))
            throw new ImageReadException(ImageReadFailure.LimitExceeded,
                $"{source.Name}:{tag} has {MaxLayers} signatures, or one larger than {MaxLayer} bytes; none is added.");
        var layers = new List<OciArtifactBlob>();
        foreach (Descriptor layer in manifest.Layers)
            layers.Add(new OciArtifactBlob(layer.MediaType, await ReadAsync(source, layer, cancellationToken)
                .ConfigureAwait(false))
            { Annotations = layer.Annotations });
        return layers;
    }

    /// <summary>The configuration of an image with these layers, as cosign writes it.</summary>
    public static OciArtifactBlob ConfigOf(IEnumerable<OciArtifactBlob> layers)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("architecture", "");
            json.WriteString("os", "");
            json.WriteStartObject("config");
            json.WriteEndObject();
            json.WriteStartObject("rootfs");
            json.WriteString("type", "layers");
            json.WriteStartArray("diff_ids");
            foreach (OciArtifactBlob layer in layers)
                json.WriteStringValue(Digest.OfBytes(layer.Content.ToArray()).ToString());
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return new OciArtifactBlob(ImageMediaType.Config, buffer.ToArray());
    }

    private static async Task<byte[]> ReadAsync(RegistryImageSource source, Descriptor layer, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[layer.Size];
        Stream blob = await source.OpenBlobAsync(layer, cancellationToken).ConfigureAwait(false);
        await using (blob.ConfigureAwait(false))
            if (await blob.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == bytes.Length
                && layer.Digest.Matches(bytes))
                return bytes;
        throw new ImageReadException(ImageReadFailure.DigestMismatch, $"{source.Name} answers with other content for {layer.Digest} than its digest says.");
    }
}
