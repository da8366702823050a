using System.Net;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Registries.Pushing;

/// <summary>
/// The list of referrers that clients keep under a tag made of the subject's digest, where a registry keeps none
/// (distribution-spec 1.1, “Referrers Tag Schema”).
/// </summary>
internal sealed class ReferrersTag(RegistryConnection place, ImageReadLimits limits, string name)
{
    /// <summary>Registries know no condition on a tag, so another writer's list may take the place of ours between reading and writing.</summary>
    private const int MaxRounds = 5;

    /// <summary>Adds a manifest to the list, and looks whether it is there then.</summary>
    public async Task AddAsync(Digest subject, Descriptor manifest, CancellationToken cancellationToken)
    {
        for (int round = 0; round < MaxRounds; round++)
        {
            ManifestContent? present = await ReadAsync(subject, cancellationToken).ConfigureAwait(false);
            if (present is not null && present.ReadIndex().Manifests.Any(m => m.Digest == manifest.Digest))
                return;
            byte[] next = present is null ? ArtifactManifest.IndexOf(manifest) : ArtifactManifest.Append(present.Bytes, manifest);
            var descriptor = new Descriptor(ImageMediaType.Index, Digest.OfBytes(next), next.Length);
            BlobDigest.RequireBound(descriptor, limits.MaxDocumentSize);
            await RegistryImageTarget.PutAsync(
                place, name, subject.ReferrersTag, ManifestContent.Verify(next, descriptor), null, cancellationToken).ConfigureAwait(false);
        }
        throw new ImageReadException(
            ImageReadFailure.Unreachable,
            $"{name} loses the list of what refers to {subject}: others write the tag {subject.ReferrersTag} at the same time. Try again.");
    }

    /// <summary>The list; null where there is none.</summary>
    private async Task<ManifestContent?> ReadAsync(Digest subject, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await place.GetAsync(
            $"manifests/{subject.ReferrersTag}", h => h.TryAddWithoutValidation("Accept", ImageMediaType.Index), cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        string mediaType = response.Content.Headers.ContentType?.MediaType ?? "";
        if (mediaType != ImageMediaType.Index)
            throw new ImageReadException(
                ImageReadFailure.Malformed,
                $"The tag {subject.ReferrersTag} of {name} is '{mediaType}' and no list of referrers; it is left as it is, and nothing can be added.");
        byte[] bytes = await place.WithTimeoutAsync(async cancellation =>
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return await BlobDigest.ReadAllAsync(body, limits.MaxDocumentSize, $"{name}:{subject.ReferrersTag}", cancellation).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        return ManifestContent.Verify(bytes, new Descriptor(mediaType, Digest.OfBytes(bytes), bytes.Length));
    }
}
