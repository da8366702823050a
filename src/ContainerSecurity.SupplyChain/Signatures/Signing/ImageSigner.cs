using System.Text.Json;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Registries.Pushing;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Cosign;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Signatures.Signing;

/// <summary>
/// Signs images of a repository, and attests something of them, in forms that cosign reads. Nothing is written to a
/// transparency log.
/// </summary>
/// <param name="repository">Registry and repository; tag and digest do not count.</param>
/// <param name="key">The key that signs.</param>
/// <param name="options">How the registry is talked to; null for the defaults.</param>
public sealed class ImageSigner(ImageReference repository, SigningKey key, RegistryOptions? options = null)
{
    private const string ArtifactPrefix = "application/vnd.dev.cosign.artifact.";

    /// <summary>Signs an image.</summary>
    /// <param name="image">The digest of its manifest or index, which must be in the repository.</param>
    /// <param name="shape">How the signature is kept.</param>
    /// <param name="annotations">What is said besides, for simple signing; null for nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The descriptor of the manifest that holds the signature.</returns>
    /// <exception cref="ImageReadException">The image is not there, or the registry refuses the signature.</exception>
    public Task<Descriptor> SignAsync(
        Digest image, SignatureShape shape = SignatureShape.Bundle, IReadOnlyDictionary<string, string>? annotations = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (shape == SignatureShape.Bundle)
        {
            using JsonDocument nothing = JsonDocument.Parse("{}");
            return AttestAsync(image, SignatureMediaTypes.CosignSignPredicate, nothing.RootElement, shape, cancellationToken);
        }
        byte[] payload = SimpleSigningPayload.Write(repository.Name, image, annotations);
        var layer = new OciArtifactBlob(SignatureMediaTypes.SimpleSigning, payload)
        {
            Annotations = new Dictionary<string, string> { [CosignAnnotations.Signature] = Convert.ToBase64String(key.Sign(payload)) },
        };
        return PushAsync(image, layer, shape, "sig", cancellationToken);
    }

    /// <summary>Attests something of an image.</summary>
    /// <param name="image">The digest of its manifest or index, which must be in the repository.</param>
    /// <param name="predicateType">What is said: a URI, such as <c>https://slsa.dev/provenance/v1</c>.</param>
    /// <param name="predicate">What is said, as a JSON object.</param>
    /// <param name="shape">How the attestation is kept.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The descriptor of the manifest that holds the attestation.</returns>
    /// <exception cref="ImageReadException">The image is not there, or the registry refuses the attestation.</exception>
    public Task<Descriptor> AttestAsync(
        Digest image, string predicateType, JsonElement predicate, SignatureShape shape = SignatureShape.Bundle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrEmpty(predicateType);
        byte[] statement = InTotoStatement.Write(predicateType, repository.Name, image, predicate);
        byte[] envelope = DsseEnvelope.Sign(DsseEnvelope.InTotoType, statement, key).Write();
        return shape == SignatureShape.Bundle
            ? PushBundleAsync(image, predicateType, envelope, cancellationToken)
            : PushAsync(
                image,
                new OciArtifactBlob(SignatureMediaTypes.Dsse, envelope)
                {
                    Annotations = new Dictionary<string, string> { [CosignAnnotations.Signature] = "", ["predicateType"] = predicateType },
                },
                shape,
                "att",
                cancellationToken);
    }

    private async Task<Descriptor> PushBundleAsync(Digest image, string predicateType, byte[] envelope, CancellationToken cancellationToken)
    {
        var bundle = new OciArtifactBlob(SignatureMediaTypes.Bundle, KeyBundle.Write(key.PublicKey, envelope));
        await using var target = new RegistryImageTarget(repository, options);
        return await target.PushArtifactAsync(
            new OciArtifact(SignatureMediaTypes.Bundle, [bundle])
            {
                Subject = await FindAsync(image, cancellationToken).ConfigureAwait(false),
                Annotations = new Dictionary<string, string>
                {
                    ["dev.sigstore.bundle.content"] = "dsse-envelope",
                    ["dev.sigstore.bundle.predicateType"] = predicateType,
                },
            },
            null,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<Descriptor> PushAsync(Digest image, OciArtifactBlob layer, SignatureShape shape, string kind, CancellationToken cancellationToken)
    {
        Descriptor subject = await FindAsync(image, cancellationToken).ConfigureAwait(false);
        await using var target = new RegistryImageTarget(repository, options);
        if (shape == SignatureShape.Referrer)
        {
            var config = new OciArtifactBlob($"{ArtifactPrefix}{kind}.v1+json", "{}"u8.ToArray());
            return await target.PushArtifactAsync(new OciArtifact(null, [layer]) { Subject = subject, Config = config }, null, cancellationToken)
                .ConfigureAwait(false);
        }
        string tag = $"{image.ReferrersTag}.{kind}";
        await using var source = new RegistryImageSource(repository, options);
        IReadOnlyList<OciArtifactBlob> present = await SignatureTag.ReadAsync(source, tag, cancellationToken).ConfigureAwait(false);
        OciArtifactBlob[] all = [.. present, layer];
        return await target.PushArtifactAsync(new OciArtifact(null, all) { Config = SignatureTag.ConfigOf(all) }, tag, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Descriptor> FindAsync(Digest image, CancellationToken cancellationToken)
    {
        await using var source = new RegistryImageSource(repository, options);
        return (await source.ResolveAsync(image.ToString(), cancellationToken).ConfigureAwait(false)).Descriptor;
    }
}
