using System.Runtime.CompilerServices;
using ContainerSecurity.Images;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Signatures.Discovery;

/// <summary>Reads the signatures that a manifest holds as layers, within bounds over all manifests of an image.</summary>
internal sealed class EvidenceReader(IImageSource source, Digest image, SignatureDiscoveryOptions options)
{
    private int count;
    private long total;

    public async IAsyncEnumerable<SignatureEvidence> ReadAsync(
        ManifestContent content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImageManifest manifest = content.ReadManifest();
        for (int i = 0; i < manifest.Layers.Count; i++)
        {
            Descriptor layer = manifest.Layers[i];
            if (!SignatureMediaTypes.IsKnown(layer.MediaType))
                continue;
            yield return new SignatureEvidence
            {
                MediaType = layer.MediaType,
                Content = await ReadAsync(layer, cancellationToken).ConfigureAwait(false),
                Annotations = layer.Annotations,
                Manifest = content.Bytes,
                ManifestAnnotations = manifest.Annotations,
                ArtifactType = manifest.ArtifactType ?? manifest.Config.MediaType,
                Subject = manifest.Subject,
                Location = $"{source.Name}@{content.Descriptor.Digest}, layer {i + 1}",
            };
        }
    }

    private async Task<byte[]> ReadAsync(Descriptor layer, CancellationToken cancellationToken)
    {
        if (++count > options.MaxSignatures)
            throw Exceeded($"has more than {options.MaxSignatures} signatures of {image}");
        if (layer.Size > options.MaxSize)
            throw Exceeded($"has a signature of {image} of {layer.Size} bytes; {options.MaxSize} are read at most");
        if ((total += layer.Size) > options.MaxTotalSize)
            throw Exceeded($"has signatures of {image} of more than {options.MaxTotalSize} bytes");
        if (!layer.Digest.IsVerifiable)
            throw new ImageReadException(ImageReadFailure.Unsupported, $"The digest {layer.Digest} of a signature cannot be checked.");
        byte[] bytes = layer.Data is { } data
            ? [.. data]
            : await FetchAsync(layer, cancellationToken).ConfigureAwait(false);
        return bytes.Length == layer.Size && layer.Digest.Matches(bytes)
            ? bytes
            : throw new ImageReadException(
                ImageReadFailure.DigestMismatch, $"The signature {layer.Digest} has other content than its digest and size say.");
    }

    private async Task<byte[]> FetchAsync(Descriptor layer, CancellationToken cancellationToken)
    {
        await using Stream blob = await source.OpenBlobAsync(layer, cancellationToken).ConfigureAwait(false);
        byte[] bytes = new byte[layer.Size];
        int read = await blob.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private ImageReadException Exceeded(string what) => new(ImageReadFailure.LimitExceeded, $"{source.Name} {what}.");
}
