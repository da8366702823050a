using System.Net;
using System.Net.Http.Headers;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Registries.Pushing;

/// <summary>
/// Puts blobs and manifests into one repository of a registry, over the OCI distribution protocol 1.1. A manifest with a subject is
/// listed among the referrers of that also where the registry has no list of its own.
/// </summary>
/// <remarks>Mirrors are not written to. What the registry answers is compared with what was sent.</remarks>
public sealed class RegistryImageTarget : IAsyncDisposable
{
    /// <summary>The largest blob that is pushed, in bytes: 64 MiB. Signatures, approvals and bills of materials are smaller.</summary>
    public const int MaxBlobSize = 64 * 1024 * 1024;

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private readonly RegistryConnection place;
    private readonly ImageReadLimits limits;
    private readonly ReferrersTag referrers;

    /// <summary>Creates a target. Nothing is asked yet.</summary>
    /// <param name="repository">Registry and repository; tag and digest do not count.</param>
    /// <param name="options">How the registry is talked to; null for the defaults.</param>
    /// <param name="limits">Bounds; null for <see cref="ImageReadLimits.Default"/>.</param>
    public RegistryImageTarget(ImageReference repository, RegistryOptions? options = null, ImageReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(repository);
        this.limits = limits ?? ImageReadLimits.Default;
        Name = repository.Name;
        place = new RegistryConnection(repository.Registry ?? ImageReference.DockerHub, repository.Repository, options ?? new(), isForPush: true);
        referrers = new ReferrersTag(place, this.limits, Name);
    }

    /// <summary>The repository, as it is shown to people.</summary>
    public string Name { get; }

    /// <summary>Pushes a blob, unless the repository has it.</summary>
    /// <param name="content">The bytes; at most <see cref="MaxBlobSize"/>.</param>
    /// <param name="mediaType">Their media type, for the descriptor.</param>
    /// <param name="cancellationToken">Stops the push.</param>
    /// <returns>What a manifest says of it.</returns>
    /// <exception cref="ImageReadException">It is too large, or the registry refuses it or answers with another digest.</exception>
    public async Task<Descriptor> PushBlobAsync(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        byte[] bytes = content.ToArray();
        if (bytes.Length > MaxBlobSize)
            throw new ImageReadException(
                ImageReadFailure.LimitExceeded, $"A blob of {bytes.Length} bytes is not pushed to {Name}; {MaxBlobSize} bytes are the most.");
        var descriptor = new Descriptor(mediaType, Digest.OfBytes(bytes), bytes.Length);
        if (!await HasBlobAsync(descriptor, cancellationToken).ConfigureAwait(false))
            await UploadAsync(descriptor, bytes, cancellationToken).ConfigureAwait(false);
        return descriptor;
    }

    /// <summary>Pushes a manifest or index; one with a subject is added to the referrers of that.</summary>
    /// <param name="manifest">The document; at most <see cref="ImageReadLimits.MaxDocumentSize"/> bytes.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="tag">A tag to give it; null to push it by its digest alone.</param>
    /// <param name="cancellationToken">Stops the push.</param>
    /// <returns>What an index says of it.</returns>
    /// <exception cref="ImageReadException">It is no manifest, or the registry refuses it or answers with another digest.</exception>
    public async Task<Descriptor> PushManifestAsync(
        ReadOnlyMemory<byte> manifest, string mediaType, string? tag = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        byte[] bytes = manifest.ToArray();
        var descriptor = new Descriptor(mediaType, Digest.OfBytes(bytes), bytes.Length);
        BlobDigest.RequireBound(descriptor, limits.MaxDocumentSize);
        ManifestContent content = ManifestContent.Verify(bytes, descriptor);
        Digest? subject = (ImageMediaType.IsIndex(mediaType) ? content.ReadIndex().Subject : content.ReadManifest().Subject)?.Digest;
        bool isListed = await PutAsync(place, Name, tag ?? descriptor.Digest.ToString(), content, subject, cancellationToken).ConfigureAwait(false);
        if (subject is not null && !isListed)
            await referrers.AddAsync(subject, Referrer.Of(content, subject)!, cancellationToken).ConfigureAwait(false);
        return descriptor;
    }

    /// <summary>Pushes an artifact: its blobs, then the manifest that binds them.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="tag">A tag to give it; null for none.</param>
    /// <param name="cancellationToken">Stops the push.</param>
    /// <returns>The manifest's descriptor.</returns>
    /// <exception cref="ImageReadException">The registry refuses something, or answers with another digest.</exception>
    public async Task<Descriptor> PushArtifactAsync(OciArtifact artifact, string? tag = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        byte[] configuration = artifact.Config is { } given ? given.Content.ToArray() : EmptyObject;
        Descriptor config = await PushBlobAsync(configuration, artifact.Config?.MediaType ?? ImageMediaType.Empty, cancellationToken).ConfigureAwait(false);
        var layers = new List<Descriptor>();
        foreach (OciArtifactBlob blob in artifact.Blobs)
            layers.Add(await PushBlobAsync(blob.Content, blob.MediaType, cancellationToken).ConfigureAwait(false) with { Annotations = blob.Annotations });
        if (layers.Count == 0)
            layers.Add(await PushBlobAsync(EmptyObject, ImageMediaType.Empty, cancellationToken).ConfigureAwait(false));
        byte[] manifest = ArtifactManifest.Write(artifact, config, layers);
        return await PushManifestAsync(manifest, ImageMediaType.Manifest, tag, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        place.Dispose();
        return default;
    }

    /// <summary>Puts a manifest; whether the registry says that it lists it among the referrers of the subject.</summary>
    internal static async Task<bool> PutAsync(
        RegistryConnection place, string name, string reference, ManifestContent content, Digest? subject, CancellationToken cancellationToken)
    {
        byte[] bytes = content.Bytes.ToArray();
        using HttpResponseMessage response = await place.SendAsync(
            HttpMethod.Put, $"manifests/{reference}", () => Body(bytes, content.Descriptor.MediaType), cancellationToken).ConfigureAwait(false);
        RequireTaken(name, response, content.Descriptor, "manifest");
        if (subject is null || !response.Headers.TryGetValues("OCI-Subject", out IEnumerable<string>? said))
            return false;
        string answered = said.First();
        return answered == subject.ToString()
            ? true
            : throw new ImageReadException(ImageReadFailure.DigestMismatch, $"{name} took the manifest for one about {answered}; it is about {subject}.");
    }

    private async Task<bool> HasBlobAsync(Descriptor blob, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await place.SendAsync(HttpMethod.Head, $"blobs/{blob.Digest}", null, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return false;
        return response.Content.Headers.ContentLength is { } length && length != blob.Size
            ? throw new ImageReadException(
                ImageReadFailure.DigestMismatch, $"{Name} has {blob.Digest} with {length} bytes; its content has {blob.Size}.")
            : true;
    }

    /// <summary>Uploads a blob in one piece (distribution-spec 1.1, “POST then PUT”).</summary>
    private async Task UploadAsync(Descriptor blob, byte[] bytes, CancellationToken cancellationToken)
    {
        using HttpResponseMessage opened = await place.SendAsync(
            HttpMethod.Post, "blobs/uploads/", () => Body([], "application/octet-stream"), cancellationToken).ConfigureAwait(false);
        if (opened.StatusCode == HttpStatusCode.NotFound)
            throw new ImageReadException(ImageReadFailure.NotFound, $"There is no repository {Name} to push to, and the registry makes none.");
        Uri upload = place.LocationOf(opened)
            ?? throw new ImageReadException(ImageReadFailure.Malformed, $"{Name} does not say where a blob is to be sent ({(int)opened.StatusCode}).");
        string separator = upload.Query.Length > 1 ? "&" : "?";
        string address = $"{upload.AbsoluteUri}{separator}digest={Uri.EscapeDataString(blob.Digest.ToString())}";
        using HttpResponseMessage sent = await place.SendAsync(
            HttpMethod.Put, address, () => Body(bytes, "application/octet-stream"), cancellationToken).ConfigureAwait(false);
        // A second attempt after an answer that got lost finds no upload, but the blob.
        if (sent.StatusCode == HttpStatusCode.NotFound && await HasBlobAsync(blob, cancellationToken).ConfigureAwait(false))
            return;
        RequireTaken(Name, sent, blob, "blob");
    }

    private static void RequireTaken(string name, HttpResponseMessage response, Descriptor sent, string what)
    {
        if (response.StatusCode != HttpStatusCode.Created)
            throw new ImageReadException(
                response.StatusCode == HttpStatusCode.NotFound ? ImageReadFailure.NotFound : ImageReadFailure.Malformed,
                $"{name} does not take the {what} {sent.Digest}: it answers {(int)response.StatusCode} {response.ReasonPhrase}.");
        if (response.Headers.TryGetValues("Docker-Content-Digest", out IEnumerable<string>? said) && said.First() is var digest
            && digest != sent.Digest.ToString())
            throw new ImageReadException(
                ImageReadFailure.DigestMismatch, $"{name} took the {what} {sent.Digest} for {digest}: it was changed on its way.");
    }

    private static ByteArrayContent Body(byte[] bytes, string mediaType)
    {
        var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return body;
    }
}
