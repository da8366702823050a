using System.Security.Cryptography;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Cosign;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Sigstore;
using ContainerSecurity.SupplyChain.Signatures.Trust;

namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>
/// Judges what was found beside an image: cosign's simple signing and attestations, DSSE envelopes and Sigstore
/// bundles. Everything is verified by what is given here; nothing is fetched.
/// </summary>
/// <param name="signers">Whose signatures count.</param>
/// <param name="clock">What time it is; null for the system's.</param>
public sealed class ImageSignatureVerifier(TrustedSigners signers, TimeProvider? clock = null)
{
    private readonly SigstoreVerifier verifier =
        new(signers ?? throw new ArgumentNullException(nameof(signers)), clock ?? TimeProvider.System);

    /// <summary>Whether this verifier knows the form; Notary Project envelopes are for another.</summary>
    public static bool Knows(SignatureEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.MediaType is SignatureMediaTypes.SimpleSigning or SignatureMediaTypes.Dsse
            || SignatureMediaTypes.IsBundle(evidence.MediaType);
    }

    /// <summary>
    /// Judges each thing found, in its order. An envelope that several trusted keys signed has a verdict for each of
    /// them, all with the same location.
    /// </summary>
    /// <param name="evidence">What was found.</param>
    /// <param name="digests">
    /// The digests that may be signed: that of the image, and those of indexes that contain it. The verdict says which
    /// one was.
    /// </param>
    public IReadOnlyList<SignatureVerdict> Verify(IEnumerable<SignatureEvidence> evidence, params IReadOnlyList<Digest> digests)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return [.. evidence.SelectMany(e => Verify(e, digests))];
    }

    /// <summary>Judges one thing found; see <see cref="Verify(IEnumerable{SignatureEvidence}, IReadOnlyList{Digest})"/>.</summary>
    /// <param name="evidence">What was found.</param>
    /// <param name="digests">The digests that may be signed.</param>
    public IReadOnlyList<SignatureVerdict> Verify(SignatureEvidence evidence, params IReadOnlyList<Digest> digests)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(digests);
        try
        {
            return [.. Judge(evidence, digests).Select(SignatureVerdict.Accept)];
        }
        catch (SignatureRefusedException e)
        {
            return [SignatureVerdict.Refuse(e.Reason, e.Message, evidence.Location)];
        }
        catch (SignatureFormatException e)
        {
            return [SignatureVerdict.Refuse(RefusalReason.Malformed, e.Message, evidence.Location)];
        }
        catch (CryptographicException e)
        {
            // Extensions of certificates are decoded when they are asked for.
            return [SignatureVerdict.Refuse(
                RefusalReason.Malformed, $"A certificate of the signature is malformed: {e.Message.TrimEnd('.')}.", evidence.Location)];
        }
    }

    private List<VerifiedSignature> Judge(SignatureEvidence evidence, IReadOnlyList<Digest> digests)
    {
        if (evidence.Subject is { } subject && !digests.Contains(subject.Digest))
            throw new SignatureRefusedException(
                RefusalReason.Digest, $"The manifest of the signature has another subject, {subject.Digest}.");
        return evidence.MediaType switch
        {
            SignatureMediaTypes.SimpleSigning => [SimpleSigning(evidence, digests)],
            SignatureMediaTypes.Dsse => Envelope(evidence, digests),
            _ when SignatureMediaTypes.IsBundle(evidence.MediaType) => [Bundle(evidence, digests)],
            _ => throw new SignatureRefusedException(
                RefusalReason.UnknownForm, $"Signatures of the type '{evidence.MediaType}' are not known here."),
        };
    }

    private VerifiedSignature SimpleSigning(SignatureEvidence evidence, IReadOnlyList<Digest> digests)
    {
        var content = SignedContent.OfBytes(evidence.Content.Span, SignatureOf(evidence));
        SignerProof proof = verifier.Verify(content, CosignAnnotations.Read(evidence.Annotations));
        SimpleSigningPayload payload = SimpleSigningPayload.ReadVerified(evidence.Content);
        if (!digests.Contains(payload.ManifestDigest))
            throw new SignatureRefusedException(RefusalReason.Digest, $"The signature is for another image, {payload.ManifestDigest}.");
        return Verified(evidence, SignatureForm.CosignSimpleSigning, payload.ManifestDigest, proof) with
        {
            Claims = new Dictionary<string, string>(
                [
                    .. proof.Claims,
                    new("docker-reference", payload.Reference),
                    .. payload.Annotations.Select(a => KeyValuePair.Create($"annotation:{a.Key}", a.Value)),
                ]),
        };
    }

    private static byte[] SignatureOf(SignatureEvidence evidence)
    {
        if (!evidence.Annotations.TryGetValue(CosignAnnotations.Signature, out string? text))
            throw new SignatureRefusedException(
                RefusalReason.Signature, $"There is no signature beside the payload (annotation '{CosignAnnotations.Signature}').");
        try
        {
            return SignatureBase64.Standard(text, "the signature");
        }
        catch (SignatureFormatException e)
        {
            throw new SignatureRefusedException(RefusalReason.Signature, e.Message);
        }
    }

    /// <summary>Each signature is judged; those that count are told, else why the last one does not.</summary>
    private List<VerifiedSignature> Envelope(SignatureEvidence evidence, IReadOnlyList<Digest> digests)
    {
        DsseEnvelope envelope = DsseEnvelope.Read(evidence.Content);
        SigningMaterial material = CosignAnnotations.Read(evidence.Annotations) with { Stamped = evidence.Content };
        List<SignerProof> proofs = [];
        var refusal = new SignatureRefusedException(RefusalReason.Signature, "The DSSE envelope has no signature.");
        foreach (DsseSignature signature in envelope.Signatures)
        {
            try
            {
                proofs.Add(verifier.Verify(SignedContent.OfEnvelope(envelope, signature.Bytes, evidence.Content), material));
            }
            catch (SignatureRefusedException e)
            {
                refusal = e;
            }
        }
        if (proofs.Count == 0)
            throw refusal;
        (InTotoStatement statement, Digest digest) = Statement(envelope, digests);
        return
        [
            .. proofs.DistinctBy(p => (p.KeyFingerprint, p.Identity))
                .Select(p => Verified(evidence, FormOf(statement), digest, p) with { Statement = statement }),
        ];
    }

    private VerifiedSignature Bundle(SignatureEvidence evidence, IReadOnlyList<Digest> digests)
    {
        SigstoreBundle bundle = SigstoreBundle.Read(evidence.Content);
        if (bundle.Envelope is null)
            return Message(evidence, bundle, digests);
        SignerProof proof = verifier.Verify(bundle.Content([]), bundle.Material);
        (InTotoStatement statement, Digest digest) = Statement(bundle.Envelope, digests);
        return Verified(evidence, FormOf(statement), digest, proof) with { Statement = statement };
    }

    /// <summary>A signature over the bytes of the image's manifest, of which the digest is known.</summary>
    private VerifiedSignature Message(SignatureEvidence evidence, SigstoreBundle bundle, IReadOnlyList<Digest> digests)
    {
        var refusal = new SignatureRefusedException(RefusalReason.Digest, "The bundle signs something else than the image.");
        foreach (Digest digest in digests.Where(d => d.Algorithm == "sha256"))
        {
            try
            {
                SignedContent content = bundle.ContentOfHash(Convert.FromHexString(digest.Encoded));
                return Verified(evidence, SignatureForm.CosignBundle, digest, verifier.Verify(content, bundle.Material));
            }
            catch (SignatureRefusedException e)
            {
                refusal = e;
            }
        }
        throw refusal;
    }

    /// <summary>The statement of an envelope whose signature was verified, and which of the digests it names.</summary>
    private static (InTotoStatement Statement, Digest Digest) Statement(DsseEnvelope envelope, IReadOnlyList<Digest> digests)
    {
        if (envelope.PayloadType != DsseEnvelope.InTotoType)
            throw new SignatureRefusedException(
                RefusalReason.PayloadType, $"The envelope's payload is no in-toto statement ('{DsseEnvelope.InTotoType}').");
        InTotoStatement statement = InTotoStatement.Read(envelope.Payload);
        return digests.FirstOrDefault(statement.Names) is { } digest
            ? (statement, digest)
            : throw new SignatureRefusedException(RefusalReason.Digest, "The statement is about another image.");
    }

    private static SignatureForm FormOf(InTotoStatement statement) =>
        statement.PredicateType == SignatureMediaTypes.CosignSignPredicate ? SignatureForm.CosignBundle : SignatureForm.Attestation;

    private static VerifiedSignature Verified(SignatureEvidence evidence, SignatureForm form, Digest digest, SignerProof proof) => new()
    {
        Form = form,
        Digest = digest.ToString(),
        KeyFingerprint = proof.KeyFingerprint,
        Identity = proof.Identity,
        Time = proof.Time,
        Claims = proof.Claims,
        Location = evidence.Location,
    };
}
