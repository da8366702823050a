using System.Globalization;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Notary;

namespace ContainerSecurity.SupplyChain.Signatures.Images;

/// <summary>Counts who signed an image, each once, and what is attested of it, as signatures come, until a requirement is satisfied.</summary>
/// <param name="requirement">The requirement.</param>
/// <param name="image">The image's name; null where it has none, so that no trust policy of the Notary Project names it.</param>
/// <param name="targets">The manifest of the image, and those of indexes that contain it.</param>
internal sealed class TrustTally(PreparedRequirement requirement, ImageReference? image, IReadOnlyList<Descriptor> targets)
{
    private const int MaxRefusals = 8;
    private readonly Digest[] digests = [.. targets.Select(t => t.Digest)];
    private readonly SortedDictionary<string, string> signers = new(StringComparer.Ordinal);
    private readonly HashSet<RequiredAttestation> attested = [];
    private readonly List<string> refusals = [];
    private int left;

    /// <summary>Whether nothing more is needed.</summary>
    public bool IsSatisfied => signers.Count >= requirement.Asked.Threshold && attested.Count == requirement.Asked.Attestations.Count;

    /// <summary>Those who signed, for people.</summary>
    public IEnumerable<string> Signers => signers.Values;

    /// <summary>The digest that was signed: that of the image, or of an index that contains it.</summary>
    public string? Digest { get; private set; }

    /// <summary>Takes what was found beside the image.</summary>
    public void Add(SignatureEvidence evidence)
    {
        if (evidence.MediaType is NotaryMediaTypes.Jws or NotaryMediaTypes.Cose)
            AddNotary(evidence);
        else if (requirement.Verifier is { } verifier && ImageSignatureVerifier.Knows(evidence))
            foreach (SignatureVerdict verdict in verifier.Verify(evidence, digests))
            {
                if (verdict.Signature is { } signature)
                    Add(signature);
                else
                    Refuse($"{verdict.Location}: {verdict.Refusal}");
            }
    }

    /// <summary>Says what is missing, and why what was found does not count.</summary>
    public IEnumerable<string> Missing()
    {
        if (signers.Count < requirement.Asked.Threshold)
            yield return signers.Count == 0 && refusals.Count == 0 && left == 0
                ? "It has no signature."
                : $"It is signed by {signers.Count.ToString(CultureInfo.InvariantCulture)} of the {requirement.Asked.Threshold.ToString(CultureInfo.InvariantCulture)} needed{(signers.Count > 0 ? $" ({string.Join(", ", signers.Values)})" : "")}.";
        foreach (RequiredAttestation lacking in requirement.Asked.Attestations.Where(a => !attested.Contains(a)))
            yield return $"No attestation of the type '{lacking.PredicateType}' will do.";
        foreach (string refusal in refusals)
            yield return refusal;
        if (left > 0)
            yield return $"{left.ToString(CultureInfo.InvariantCulture)} more signatures do not count.";
    }

    private void Add(VerifiedSignature signature)
    {
        if (signature.Form == SignatureForm.Attestation)
            AddAttestation(signature);
        else if (NameOf(signature) is (var key, var name))
        {
            signers[key] = name;
            Digest ??= signature.Digest;
        }
    }

    /// <summary>One who is trusted counts once, however often it signed, and by whichever of its certificates.</summary>
    private (string Key, string Name)? NameOf(VerifiedSignature signature)
    {
        if (signature.KeyFingerprint is { } fingerprint)
            return ($"key {fingerprint}", $"the key {fingerprint}");
        if (signature.Identity is not { } identity)
            return null;
        for (int i = 0; i < requirement.Identities.Count; i++)
            if (requirement.Identities[i].Matches(identity))
                return ($"identity {i.ToString(CultureInfo.InvariantCulture)}", $"{identity.SubjectName} of {identity.Issuer}");
        return null;
    }

    private void AddAttestation(VerifiedSignature signature)
    {
        foreach (RequiredAttestation asked in requirement.Asked.Attestations.Where(a => IsAsked(a, signature.Statement?.PredicateType)))
            if (AttestationJudge.FindFault(asked, signature, requirement.Now) is { } fault)
                Refuse($"{signature.Location}: An attestation of the type '{asked.PredicateType}' does not count: {fault}.");
            else
            {
                attested.Add(asked);
                Digest ??= signature.Digest;
            }
    }

    /// <summary>A type stands for its versions, too: <c>https://cyclonedx.org/bom</c> for <c>https://cyclonedx.org/bom/v1.6</c>.</summary>
    private static bool IsAsked(RequiredAttestation asked, string? type) =>
        type == asked.PredicateType || type?.StartsWith(asked.PredicateType + "/v", StringComparison.Ordinal) == true;

    private void AddNotary(SignatureEvidence evidence)
    {
        if (requirement.Notary is not { } notary)
            return;
        if (image is null)
        {
            Refuse($"{evidence.Location}: The image has no name by which a trust policy of the Notary Project could be chosen.");
            return;
        }
        NotaryVerdict? verdict = null;
        foreach (Descriptor target in targets)
        {
            verdict = notary.Verify(evidence.Content, evidence.MediaType, target, image);
            if (!verdict.IsVerified)
                continue;
            signers["notary"] = verdict.Signer ?? $"the Notary trust policy '{verdict.Policy}'";
            Digest ??= target.Digest.ToString();
            return;
        }
        Refuse($"{evidence.Location}: {verdict?.Refusal}");
    }

    /// <summary>Whoever may push may push thousands: some of them are told, the others counted.</summary>
    private void Refuse(string reason)
    {
        if (refusals.Count < MaxRefusals)
            refusals.Add(reason);
        else
            left++;
    }
}
