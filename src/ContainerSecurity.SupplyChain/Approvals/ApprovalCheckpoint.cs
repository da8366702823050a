using System.Text;
using ContainerSecurity.Audit;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Approvals;

/// <summary>The ends of a store at one time. Kept elsewhere, it shows whether entries up to it were taken away since.</summary>
/// <param name="Ends">The places of the entries that no other followed then.</param>
public sealed record ApprovalCheckpoint(IReadOnlyList<AuditCheckpoint> Ends)
{
    /// <summary>The type of the payload of a signed checkpoint.</summary>
    public const string PayloadType = "application/vnd.containersecurity.approval-checkpoint.v1";

    private const int MaxEnds = 4096;

    /// <summary>The ends of a store now.</summary>
    public static ApprovalCheckpoint Of(ApprovalHistory history) => new((history ?? throw new ArgumentNullException(nameof(history))).Ends);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="checkpoint">The checkpoint; null where the text is none.</param>
    public static bool TryParse(string text, out ApprovalCheckpoint? checkpoint)
    {
        checkpoint = null;
        string[] parts = (text ?? throw new ArgumentNullException(nameof(text))).Trim().Split(',');
        var ends = new List<AuditCheckpoint>();
        foreach (string part in parts)
            if (parts.Length <= MaxEnds && AuditCheckpoint.TryParse(part, out AuditCheckpoint? end) && end!.Sequence > 0)
                ends.Add(end);
            else
                return false;
        checkpoint = new ApprovalCheckpoint(ends);
        return true;
    }

    /// <summary>Signs the checkpoint; an envelope (DSSE) comes of it.</summary>
    public byte[] Sign(SigningKey key) => DsseEnvelope.Sign(PayloadType, Encoding.UTF8.GetBytes(ToString()), key).Write();

    /// <summary>Reads a signed checkpoint.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <exception cref="SignatureFormatException">It is none, or none of the keys signed it.</exception>
    public static ApprovalCheckpoint Open(ReadOnlyMemory<byte> envelope, IEnumerable<VerificationKey> keys)
    {
        DsseEnvelope read = DsseEnvelope.Read(envelope);
        if (read.PayloadType != PayloadType)
            throw new SignatureFormatException($"The envelope holds '{read.PayloadType}' and no checkpoint of approvals.");
        if (read.VerifiedBy(keys).Count == 0)
            throw new SignatureFormatException("No trusted key signed the checkpoint.");
        return TryParse(Encoding.UTF8.GetString(read.Payload.Span), out ApprovalCheckpoint? checkpoint)
            ? checkpoint!
            : throw new SignatureFormatException("The envelope holds no checkpoint of approvals, NUMBER:HASH.");
    }

    /// <summary>What a store lacks of what it held then, as a sentence; null where it lacks nothing.</summary>
    /// <param name="history">The store now.</param>
    public string? MissingFrom(ApprovalHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return Ends.FirstOrDefault(e => !history.Holds(e)) is { } missing
            ? $"The store was rolled back or written anew: the entry {missing.Sequence} with the hash {missing.Hash}, which was seen before, is missing; {history.Count} entries are left."
            : null;
    }

    /// <summary>The checkpoint as text: number, colon and hash of each end, with commas between them.</summary>
    public override string ToString() => string.Join(",", Ends);
}
