using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.SupplyChain.Signatures.Discovery;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Notary;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;
using ContainerSecurity.SupplyChain.Signatures.Trust;

namespace ContainerSecurity.SupplyChain.Signatures.Images;

/// <summary>A requirement of a policy with its keys, identities and trust stores read.</summary>
internal sealed class PreparedRequirement
{
    private readonly TimeProvider time;

    private PreparedRequirement(ImageTrustRequirement asked, TimeProvider time)
    {
        Asked = asked;
        this.time = time;
    }

    public ImageTrustRequirement Asked { get; }

    /// <summary>Judges what keys and identities sign; null where none are trusted.</summary>
    public ImageSignatureVerifier? Verifier { get; private set; }

    /// <summary>The identities, in the order of the policy.</summary>
    public IReadOnlyList<TrustedIdentity> Identities { get; private set; } = [];

    /// <summary>Judges signatures of the Notary Project; null where none are trusted.</summary>
    public NotaryVerifier? Notary { get; private set; }

    /// <summary>The keys by which signers of the requirement are told apart, and all else that a decision depends on, as text.</summary>
    public List<string> Content { get; } = [];

    /// <summary>Where signatures have to be looked for.</summary>
    public SignaturePlaces Places =>
        SignaturePlaces.Referrers
        | (Verifier is null ? SignaturePlaces.None : SignaturePlaces.SignatureTag)
        | (Asked.Attestations.Count == 0 ? SignaturePlaces.None : SignaturePlaces.AttestationTag);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Reads what a requirement names.</summary>
    /// <param name="asked">The requirement.</param>
    /// <param name="time">The clock.</param>
    /// <param name="errors">Receives what cannot be read, with the place in the policy.</param>
    public static PreparedRequirement Read(ImageTrustRequirement asked, TimeProvider time, ICollection<DocumentError> errors)
    {
        var requirement = new PreparedRequirement(asked, time);
        requirement.Content.Add($"{string.Join(" ", asked.Images)}\n{asked.Threshold}\n{asked.OnUnreachable}");
        TrustedKey[] keys = [.. asked.Keys.Select(k => requirement.ReadKey(k, errors)).OfType<TrustedKey>()];
        requirement.Identities = [.. asked.Identities.Select(i => requirement.ReadIdentity(i, errors)).OfType<TrustedIdentity>()];
        TrustedRoot? root = requirement.ReadFile(asked.TrustedRoot, b => TrustedRoot.Read(b), errors);
        if (keys.Length + requirement.Identities.Count > 0)
            requirement.Verifier = new ImageSignatureVerifier(new TrustedSigners { Keys = keys, Identities = requirement.Identities, Root = root }, time);
        requirement.Notary = requirement.ReadNotary(errors);
        requirement.Content.AddRange(asked.Attestations.Select(a => $"{a.PredicateType}\n{a.MaxAge}\n{a.Expression}"));
        return requirement;
    }

    private TrustedKey? ReadKey(RequiredKey key, ICollection<DocumentError> errors) => Try(key.Location, errors, $"The key {key.File}", () =>
    {
        var read = VerificationKey.Parse(key.Pem ?? RegularFile.ReadText(key.File!));
        Content.Add(read.Fingerprint);
        return new TrustedKey(read);
    });

    private TrustedIdentity? ReadIdentity(RequiredIdentity identity, ICollection<DocumentError> errors) =>
        Try(Asked.Location, errors, $"The identity {identity}", () =>
    {
        Content.Add($"{identity.Subject}\n{identity.IsSubjectPattern}\n{identity.Issuer}\n{identity.IsIssuerPattern}");
        return TrustedIdentity.Create(identity.Subject, identity.IsSubjectPattern, identity.Issuer, identity.IsIssuerPattern);
    });

    private TrustedRoot? ReadFile(string? file, Func<byte[], TrustedRoot> read, ICollection<DocumentError> errors) =>
        file is null ? null : Try(Asked.Location, errors, $"The trusted root {file}", () =>
        {
            byte[] bytes = File.ReadAllBytes(file);
            Content.Add(Resources.Images.Digest.OfBytes(bytes).ToString());
            return read(bytes);
        });

    private NotaryVerifier? ReadNotary(ICollection<DocumentError> errors) =>
        Asked.Notary is not { } folder ? null : Try(Asked.Location, errors, $"The Notary trust {folder}", () =>
        {
            NotaryTrust trust = NotaryTrust.ReadFolder(folder);
            Content.AddRange(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(f => $"{Path.GetRelativePath(folder, f)} {Resources.Images.Digest.OfBytes(File.ReadAllBytes(f))}"));
            return new NotaryVerifier(trust, time);
        });

    private static T? Try<T>(DocumentLocation? at, ICollection<DocumentError> errors, string what, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException or NotSupportedException)
        {
            errors.Add(new DocumentError(at?.File.Path ?? "(policy)", at?.Span ?? SourceSpan.FileStart, $"{what} cannot be used: {e.Message}"));
            return null;
        }
    }
}
