using System.Security.Cryptography;
using ContainerSecurity.Audit;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals.Chains;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Approvals;

/// <summary>An entry as a store keeps it: a DSSE envelope with an in-toto statement about the image. Its hash is over all its bytes.</summary>
public sealed class SignedApproval
{
    /// <summary>The type of the statement's predicate.</summary>
    public const string PredicateType = "https://containersecurity.io/approval/v1";

    /// <summary>The largest envelope, in bytes: 256 KiB.</summary>
    public const int MaxSize = 256 * 1024;

    private readonly byte[] envelope;

    private SignedApproval(byte[] envelope, ApprovalLink link)
    {
        this.envelope = envelope;
        Link = link;
    }

    /// <summary>Its number and hash.</summary>
    public AuditCheckpoint Place => Link.Place;

    /// <summary>The image it is about.</summary>
    public Digest Image => Link.Image;

    /// <summary>The entries it follows.</summary>
    public IReadOnlyList<AuditCheckpoint> Previous => Link.Previous;

    /// <summary>The envelope.</summary>
    public ReadOnlyMemory<byte> Envelope => envelope;

    internal ApprovalLink Link { get; }

    /// <summary>Takes an envelope, without a look at its signatures.</summary>
    /// <param name="envelope">The envelope; at most <see cref="MaxSize"/> bytes.</param>
    /// <exception cref="SignatureFormatException">It is none, or no approval.</exception>
    public static SignedApproval Read(ReadOnlyMemory<byte> envelope)
    {
        byte[] bytes = envelope.ToArray();
        return new SignedApproval(bytes, ApprovalLink.Read(bytes));
    }

    /// <summary>Signs a decision.</summary>
    /// <param name="entry">The decision.</param>
    /// <param name="key">The key of who decides.</param>
    /// <exception cref="ArgumentException">The decision is not whole: see <see cref="ApprovalEntry"/>.</exception>
    public static SignedApproval Sign(ApprovalEntry entry, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(key);
        if (ApprovalPredicate.ProblemOf(entry) is { } problem)
            throw new ArgumentException(problem, nameof(entry));
        byte[] envelope = DsseEnvelope.Sign(DsseEnvelope.InTotoType, ApprovalPredicate.Write(entry), key).Write();
        return envelope.Length <= MaxSize
            ? Read(envelope)
            : throw new ArgumentException($"The entry has {envelope.Length} bytes; {MaxSize} are the most. Shorten the reason.", nameof(entry));
    }

    /// <summary>What was decided, and by which of the given keys it is signed. Nothing of it counts where that is none.</summary>
    /// <param name="keys">The keys that are known.</param>
    /// <exception cref="SignatureFormatException">The envelope is not valid.</exception>
    public (ApprovalEntry Entry, IReadOnlyList<VerificationKey> SignedBy) Open(IEnumerable<VerificationKey> keys)
    {
        DsseEnvelope read = DsseEnvelope.Read(envelope);
        if (read.PayloadType != DsseEnvelope.InTotoType)
            throw new SignatureFormatException($"The envelope holds '{read.PayloadType}' and no in-toto statement.");
        IReadOnlyList<VerificationKey> signedBy = read.VerifiedBy(keys);
        ApprovalEntry entry = ApprovalPredicate.Read(read.Payload);
        return entry.Image == Image && entry.Sequence == Place.Sequence && entry.Previous.SequenceEqual(Previous)
            ? (entry, signedBy)
            : throw new SignatureFormatException("The entry can be read in two ways.");
    }

    internal static string HashOf(ReadOnlySpan<byte> envelope) => Convert.ToHexStringLower(SHA256.HashData(envelope));
}
