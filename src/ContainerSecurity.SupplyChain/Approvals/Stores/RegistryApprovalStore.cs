using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Registries.Pushing;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Approvals.Stores;

/// <summary>Entries beside the image in its registry, as referrers of its manifest. Each image has a chain of its own.</summary>
/// <param name="repository">Registry and repository; tag and digest do not count.</param>
/// <param name="options">How the registry is talked to; null for the defaults. Mirrors are not asked.</param>
public sealed class RegistryApprovalStore(ImageReference repository, RegistryOptions? options = null) : IApprovalStore
{
    /// <summary>What the artifacts are.</summary>
    public const string ArtifactType = "application/vnd.containersecurity.approval.v1";

    /// <summary>Most entries about one image that are read: 256. More are refused, for what is left out could be a revocation.</summary>
    public const int MaxEntries = 256;

    private const string EnvelopeType = "application/vnd.dsse.envelope.v1+json";

    /// <inheritdoc/>
    public string Name => repository.Name;

    /// <inheritdoc/>
    public async Task<ApprovalHistory> ReadAsync(Digest? image, CancellationToken cancellationToken = default)
    {
        if (image is null)
            throw new ApprovalStoreException($"{Name} keeps approvals beside each image; name one.");
        var entries = new List<(string Where, ReadOnlyMemory<byte> Envelope)>();
        await using var source = new RegistryImageSource(repository, Plain(options));
        foreach (Descriptor referrer in await ListAsync(source, image, cancellationToken).ConfigureAwait(false))
            if (await ReadAsync(source, referrer, image, cancellationToken).ConfigureAwait(false) is { } envelope)
                entries.Add((referrer.Digest.ToString(), envelope));
        return ApprovalHistory.Of(entries, image);
    }

    /// <inheritdoc/>
    public async Task AppendAsync(SignedApproval entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await using var source = new RegistryImageSource(repository, Plain(options));
        Descriptor image = (await source.ResolveAsync(entry.Image.ToString(), cancellationToken).ConfigureAwait(false)).Descriptor;
        await using var target = new RegistryImageTarget(repository, options);
        await target.PushArtifactAsync(
            new OciArtifact(ArtifactType, [new OciArtifactBlob(EnvelopeType, entry.Envelope)]) { Subject = image }, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What refers to the image, by the registry's own list and by the tag: registries that got the list later know only what was pushed
    /// since, and some answer with an empty one.
    /// </summary>
    private async Task<IReadOnlyList<Descriptor>> ListAsync(RegistryImageSource source, Digest image, CancellationToken cancellationToken)
    {
        IEnumerable<Descriptor> found = await source.ListReferrersAsync(image, null, cancellationToken).ConfigureAwait(false);
        try
        {
            ManifestContent tagged = await source.ResolveAsync(image.ReferrersTag, cancellationToken).ConfigureAwait(false);
            if (ImageMediaType.IsIndex(tagged.Descriptor.MediaType))
                found = found.Concat(tagged.ReadIndex().Manifests);
        }
        catch (ImageReadException e) when (e.Failure == ImageReadFailure.NotFound)
        {
            // No tag: the list of the registry is all there is.
        }
        Descriptor[] all = [.. found.Where(f => f.ArtifactType is null or ArtifactType or ImageMediaType.Empty).DistinctBy(f => f.Digest)];
        return all.Length <= MaxEntries
            ? all
            : throw new ApprovalStoreException($"{Name} keeps more than {MaxEntries} entries about {image}.");
    }

    /// <summary>The entry of an artifact; null where it is another one, or about another image.</summary>
    private async Task<byte[]?> ReadAsync(RegistryImageSource source, Descriptor referrer, Digest image, CancellationToken cancellationToken)
    {
        ManifestContent content = await source.ReadManifestAsync(referrer, cancellationToken).ConfigureAwait(false);
        if (!ImageMediaType.IsManifest(content.Descriptor.MediaType))
            return null;
        ImageManifest manifest = content.ReadManifest();
        if (manifest.ArtifactType != ArtifactType || manifest.Subject?.Digest != image)
            return null;
        if (manifest.Layers is not [{ MediaType: EnvelopeType } layer] || layer.Size > SignedApproval.MaxSize)
            throw new ApprovalStoreException($"{Name} keeps an entry {referrer.Digest} about {image} that is no envelope of at most {SignedApproval.MaxSize} bytes.");
        using var envelope = new MemoryStream();
        Stream blob = await source.OpenBlobAsync(layer, cancellationToken).ConfigureAwait(false);
        await using (blob.ConfigureAwait(false))
        {
            byte[] chunk = new byte[16 * 1024];
            for (int read; envelope.Length <= layer.Size && (read = await blob.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0;)
                envelope.Write(chunk, 0, read);
        }
        byte[] bytes = envelope.ToArray();
        return bytes.Length == layer.Size && layer.Digest.Matches(bytes)
            ? bytes
            : throw new ApprovalStoreException($"{Name} answers with other content for {layer.Digest} than its digest says.");
    }

    private static RegistryOptions? Plain(RegistryOptions? options) => options is null || options.Mirrors.Count == 0 ? options : new RegistryOptions
    {
        PlainHttp = options.PlainHttp,
        Credentials = options.Credentials,
        MaxAttempts = options.MaxAttempts,
        FirstDelay = options.FirstDelay,
        MaxDelay = options.MaxDelay,
        Timeout = options.Timeout,
        Time = options.Time,
        Handler = options.Handler,
    };
}
