using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Registries.Pushing;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Images;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Signing;

namespace ContainerSecurity.SupplyChain.Bundles;

/// <summary>Policies in a registry: pushed and signed, and pulled by digest, or by a tag where somebody's signature is asked for.</summary>
/// <param name="options">How registries are talked to; null for the defaults.</param>
public sealed class PolicyRegistry(RegistryOptions? options = null)
{
    /// <summary>What stands before a reference, where a file could be named too.</summary>
    public const string Scheme = "oci://";

    /// <summary>What the artifacts are.</summary>
    public const string ArtifactType = "application/vnd.containersecurity.policy.v1";

    private const string FileType = "application/vnd.containersecurity.policy.file.v1";
    private const string TitleKey = "org.opencontainers.image.title";

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text, <c>oci://REGISTRY/NAME@sha256:…</c> or with a tag.</param>
    /// <exception cref="ImageReadException">It is none.</exception>
    public static ImageReference ReferenceOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImageReference? reference = null;
        return text.StartsWith(Scheme, StringComparison.Ordinal)
            && ImageReference.TryParse(text[Scheme.Length..], out reference) == ImageReferenceError.None
            ? reference!
            : throw new ImageReadException(ImageReadFailure.NotFound,
                $"'{text}' is no reference of a policy; write it like oci://registry.example.com/policies/base@sha256:….");
    }

    /// <summary>Pushes a policy.</summary>
    /// <param name="bundle">The policy and its files.</param>
    /// <param name="to">Registry and repository, and a tag or none.</param>
    /// <param name="key">The key that signs it; null for nobody.</param>
    /// <param name="cancellationToken">Stops the push.</param>
    /// <returns>The digest by which it is pulled.</returns>
    /// <exception cref="ImageReadException">The registry refuses it.</exception>
    public async Task<Digest> PushAsync(PolicyBundle bundle, ImageReference to, SigningKey? key = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(to);
        if (to.Digest is not null)
            throw new ImageReadException(ImageReadFailure.Unsupported, $"'{to}' has a digest, which comes of the policy; leave it out.");
        OciArtifactBlob[] files = [.. bundle.Files.Select(f =>
            new OciArtifactBlob(FileType, f.Content) { Annotations = new Dictionary<string, string> { [TitleKey] = f.Path } })];
        await using var target = new RegistryImageTarget(to, options);
        Digest digest = (await target.PushArtifactAsync(new OciArtifact(ArtifactType, files), to.Tag, cancellationToken).ConfigureAwait(false)).Digest;
        if (key is not null)
            await new ImageSigner(to, key, options).SignAsync(digest, cancellationToken: cancellationToken).ConfigureAwait(false);
        return digest;
    }

    /// <summary>Pulls a policy.</summary>
    /// <param name="from">Where it is. One without a digest is pulled only where keys are named.</param>
    /// <param name="keys">The public keys, as PEM, of which one must have signed it; none to believe the digest alone.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The policy and the digest it was pulled by.</returns>
    /// <exception cref="ImageReadException">It is not there, is no policy, or is not signed as it must be.</exception>
    public async Task<(PolicyBundle Bundle, Digest Digest)> PullAsync(
        ImageReference from, IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(keys);
        if (from.Digest is null && keys.Count == 0)
            throw new ImageReadException(
                ImageReadFailure.Unsupported, $"The policy '{Scheme}{from}' has no digest, and a tag can be moved; name it by its digest, or name the key that signs it.");
        ImageReference named = from.WithDefaultTag();
        await using var source = new RegistryImageSource(named, options);
        ManifestContent content = await source.ResolveAsync(named.Digest ?? named.Tag, cancellationToken).ConfigureAwait(false);
        if (keys.Count > 0)
            await RequireSignatureAsync(source, named, content.Descriptor, keys, cancellationToken).ConfigureAwait(false);
        return (await ReadAsync(source, named, content, cancellationToken).ConfigureAwait(false), content.Descriptor.Digest);
    }

    private static async Task RequireSignatureAsync(
        RegistryImageSource source, ImageReference named, Descriptor manifest, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var asked = new ImageTrustRequirement([new ImagePattern("*")])
        {
            Keys = [.. keys.Select(k => new RequiredKey(k, null))],
            OnUnreachable = UnreachableRegistry.Deny
        };
        var verifier = ImageTrustVerifier.Create(new ImageTrustPolicy([asked]));
        ImageVerification verified = await verifier.VerifyAsync(source, null, [manifest], cancellationToken).ConfigureAwait(false);
        if (verified.State != ImageVerificationState.Verified)
            throw new ImageReadException(
                ImageReadFailure.Unauthorized, $"The policy '{Scheme}{named}' is not signed by the key that is named. {string.Join(" ", verified.Reasons)}");
    }

    private static async Task<PolicyBundle> ReadAsync(RegistryImageSource source, ImageReference named, ManifestContent content,
        CancellationToken cancellationToken)
    {
        ImageManifest? manifest = ImageMediaType.IsManifest(content.Descriptor.MediaType) ? content.ReadManifest() : null;
        if (manifest?.ArtifactType != ArtifactType || manifest.Layers.Any(l => l.MediaType != FileType))
            throw new ImageReadException(ImageReadFailure.Unsupported, $"'{Scheme}{named}' is no policy.");
        if (manifest.Layers.Count > PolicyBundle.MaxFiles || manifest.Layers.Any(l => l.Size > PolicyBundle.MaxSize)
            || manifest.Layers.Sum(l => l.Size) > PolicyBundle.MaxSize)
            throw new ImageReadException(ImageReadFailure.LimitExceeded,
                $"The policy '{Scheme}{named}' has more than {PolicyBundle.MaxFiles} files or {PolicyBundle.MaxSize} bytes.");
        var files = new List<PolicyBundleFile>();
        foreach (Descriptor layer in manifest.Layers)
            files.Add(new PolicyBundleFile(layer.Annotations.GetValueOrDefault(TitleKey, ""), await ReadAsync(source, layer, cancellationToken)
                .ConfigureAwait(false)));
        return PolicyBundle.Checked(files);
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
