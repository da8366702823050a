using System.Net;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Registries;

/// <summary>The images of one repository of a registry, over the OCI distribution protocol.</summary>
public sealed class RegistryImageSource : IImageSource
{
    private const int MaxPages = 1000;
    private const string Accepted = $"{ImageMediaType.Index}, {ImageMediaType.Manifest}, {ImageMediaType.DockerManifestList}, {ImageMediaType.DockerManifest}";

    private readonly ImageReference repository;
    private readonly ImageReadLimits limits;
    private readonly RegistryConnection[] places;

    /// <summary>Creates a source. Nothing is asked yet.</summary>
    /// <param name="repository">Registry and repository; tag and digest do not count.</param>
    /// <param name="options">How the registry is talked to; null for the defaults.</param>
    /// <param name="limits">Bounds; null for <see cref="ImageReadLimits.Default"/>.</param>
    public RegistryImageSource(ImageReference repository, RegistryOptions? options = null, ImageReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(repository);
        this.repository = repository;
        this.limits = limits ?? ImageReadLimits.Default;
        options ??= new RegistryOptions();
        string registry = repository.Registry ?? ImageReference.DockerHub;
        IReadOnlyList<string> mirrors = options.Mirrors.GetValueOrDefault(registry) ?? [];
        places = [.. mirrors.Append(registry).Select(r => new RegistryConnection(r, repository.Repository, options))];
    }

    /// <inheritdoc/>
    public string Name => repository.Name;

    /// <summary>The whole reference of an image of this repository, given its tag or digest.</summary>
    internal string ReferenceOf(string? tagOrDigest) =>
        (tagOrDigest is null ? repository.WithDefaultTag()
        : Digest.TryParse(tagOrDigest, out _) ? repository with { Tag = null, Digest = tagOrDigest }
        : repository with { Tag = tagOrDigest, Digest = null }).ToString();

    /// <summary>Whether an image is in the registry of this repository.</summary>
    internal bool IsSameRegistry(string reference) =>
        ImageReference.TryParse(reference, out ImageReference? other) == ImageReferenceError.None
        && other!.Registry == (repository.Registry ?? ImageReference.DockerHub);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken = default)
    {
        var tags = new List<string>();
        RegistryConnection place = places[^1];
        HttpResponseMessage? page = await place.GetAsync("tags/list", null, cancellationToken).ConfigureAwait(false);
        for (int count = 0; page is not null; count++)
        {
            using HttpResponseMessage present = page;
            if (present.StatusCode == HttpStatusCode.NotFound)
                throw new ImageReadException(ImageReadFailure.NotFound, $"There is no repository {Name}.");
            byte[] json = await ReadBodyAsync(place, present, cancellationToken).ConfigureAwait(false);
            if (new DocumentReader().Read(json, json.Length, "tags.json").Documents is [MappingNode answer] && answer["tags"] is SequenceNode list)
                tags.AddRange(list.Items.OfType<ScalarNode>().Select(t => t.Text));
            page = await NextPageAsync(place, present, count, cancellationToken).ConfigureAwait(false);
        }
        return tags;
    }

    /// <inheritdoc/>
    public async Task<ManifestContent> ResolveAsync(string? reference, CancellationToken cancellationToken = default)
    {
        reference ??= repository.Digest ?? repository.Tag ?? "latest";
        return await FirstPlaceAsync(p => TryReadAsync(p, reference, cancellationToken)).ConfigureAwait(false)
            ?? throw new ImageReadException(
                ImageReadFailure.NotFound,
                $"There is no image {Name}{(reference.Contains(':', StringComparison.Ordinal) ? '@' : ':')}{reference}.");
    }

    /// <inheritdoc/>
    public async Task<ManifestContent> ReadManifestAsync(Descriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        BlobDigest.RequireVerifiable(descriptor);
        BlobDigest.RequireBound(descriptor, limits.MaxDocumentSize);
        if (descriptor.Data is { } data)
            return ManifestContent.Verify([.. data], descriptor);
        ManifestContent content = await ResolveAsync(descriptor.Digest.ToString(), cancellationToken).ConfigureAwait(false);
        return ManifestContent.Verify(content.Bytes.ToArray(), descriptor);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenBlobAsync(Descriptor descriptor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        BlobDigest.RequireVerifiable(descriptor);
        return await FirstPlaceAsync(p => RegistryBlobStream.TryOpenAsync(p, descriptor, cancellationToken)).ConfigureAwait(false)
            ?? throw new ImageReadException(
                ImageReadFailure.NotFound,
                $"{Name} has no blob {descriptor.Digest}{(descriptor.Urls.Count > 0 ? "; its layer is kept elsewhere, and such places are not asked" : "")}.");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Descriptor>> ListReferrersAsync(Digest subject, string? artifactType = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        RegistryConnection place = places[^1];
        string query = artifactType is null ? "" : $"?artifactType={Uri.EscapeDataString(artifactType)}";
        var referrers = new List<Descriptor>();
        HttpResponseMessage? page = await place.GetAsync(
            $"referrers/{subject}{query}",
            h => h.TryAddWithoutValidation("Accept", ImageMediaType.Index),
            cancellationToken).ConfigureAwait(false);
        for (int count = 0; page is not null; count++)
        {
            using HttpResponseMessage present = page;
            if (present.StatusCode == HttpStatusCode.NotFound)
                return OfType(await ReadReferrersTagAsync(place, subject, cancellationToken).ConfigureAwait(false), artifactType);
            byte[] json = await ReadBodyAsync(place, present, cancellationToken).ConfigureAwait(false);
            referrers.AddRange(ManifestContent.Valid(ImageIndex.Read(json, "referrers"), $"The referrers of {subject}").Manifests);
            page = await NextPageAsync(place, present, count, cancellationToken).ConfigureAwait(false);
        }
        return OfType(
            referrers.Count > 0 ? referrers : await ReadReferrersTagAsync(place, subject, cancellationToken).ConfigureAwait(false),
            artifactType);
    }

    /// <summary>The next page of a list; null behind the last. A list without an end is refused, for what it leaves out would look like nothing.</summary>
    private async Task<HttpResponseMessage?> NextPageAsync(
        RegistryConnection place, HttpResponseMessage page, int count, CancellationToken cancellationToken)
    {
        if (place.NextPage(page) is not { } next)
            return null;
        return count < MaxPages
            ? await place.GetAsync(next, null, cancellationToken).ConfigureAwait(false)
            : throw new ImageReadException(ImageReadFailure.LimitExceeded, $"{Name} answers with a list of more than {MaxPages} pages.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (RegistryConnection place in places)
            place.Dispose();
        return default;
    }

    /// <summary>Registries may ignore the filter; they say so, and it is applied here in any case.</summary>
    private static IReadOnlyList<Descriptor> OfType(IEnumerable<Descriptor> referrers, string? artifactType) =>
        [.. referrers.Where(r => artifactType is null || r.ArtifactType == artifactType)];

    /// <summary>
    /// Registries without the referrers API list them in an index under a tag made of the digest. Some answer that there
    /// are none instead of that they do not know, so the tag is asked for then, too.
    /// </summary>
    private async Task<IReadOnlyList<Descriptor>> ReadReferrersTagAsync(RegistryConnection place, Digest subject, CancellationToken cancellationToken) =>
        await TryReadAsync(place, subject.ReferrersTag, cancellationToken).ConfigureAwait(false) is { } content
        && ImageMediaType.IsIndex(content.Descriptor.MediaType)
            ? content.ReadIndex().Manifests
            : [];

    private async Task<T?> FirstPlaceAsync<T>(Func<RegistryConnection, Task<T?>> read)
        where T : class
    {
        foreach (RegistryConnection mirror in places[..^1])
        {
            try
            {
                if (await read(mirror).ConfigureAwait(false) is { } found)
                    return found;
            }
            catch (ImageReadException)
            {
                // A mirror's fault is not the image's: the next place is asked.
            }
        }
        return await read(places[^1]).ConfigureAwait(false);
    }

    private async Task<ManifestContent?> TryReadAsync(RegistryConnection place, string reference, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await place.GetAsync(
            $"manifests/{reference}",
            h => h.TryAddWithoutValidation("Accept", Accepted),
            cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        byte[] bytes = await ReadBodyAsync(place, response, cancellationToken).ConfigureAwait(false);
        string mediaType = response.Content.Headers.ContentType?.MediaType ?? ImageMediaType.Manifest;
        Digest? asked = Digest.TryParse(reference, out Digest? parsed) ? parsed : null;
        if (Header(response, "Docker-Content-Digest") is { } text && Digest.TryParse(text, out Digest? said) && said!.IsVerifiable)
        {
            ManifestContent.Verify(bytes, new Descriptor(mediaType, said, bytes.Length));
            asked ??= said;
        }
        return ManifestContent.Verify(bytes, new Descriptor(mediaType, asked ?? Digest.OfBytes(bytes), bytes.Length));
    }

    private Task<byte[]> ReadBodyAsync(
        RegistryConnection place,
        HttpResponseMessage response,
        CancellationToken cancellationToken) => place.WithTimeoutAsync(async cancellation =>
    {
        if (response.Content.Headers.ContentLength > limits.MaxDocumentSize)
            throw new ImageReadException(
                ImageReadFailure.LimitExceeded,
                $"{Name} answers with {response.Content.Headers.ContentLength} bytes; {limits.MaxDocumentSize} are read at most.");
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return await BlobDigest.ReadAllAsync(body, limits.MaxDocumentSize, Name, cancellation).ConfigureAwait(false);
    }, cancellationToken);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
