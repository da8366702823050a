using System.Globalization;
using System.Text;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;

/// <summary>Verifies that a trusted log has an entry, and when it took it.</summary>
internal sealed class LogVerifier(TrustedRoot root)
{
    /// <summary>
    /// Verifies an entry of a trusted log. Null where no trusted log has its identity: such an entry shows nothing.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="needsProof">Whether a promise alone is not enough.</param>
    /// <exception cref="SignatureRefusedException">What the log is said to have said is not true.</exception>
    public VerifiedEntry? Verify(LogEntry entry, bool needsProof)
    {
        List<LogKey> logs = [.. root.SignatureLogs.Where(l => l.IsNamed(entry.LogId.Span))];
        if (logs.Count == 0)
            return null;
        LogKey? promised = entry.Promise.IsEmpty ? null : RequirePromise(entry, logs);
        LogKey? proven = entry.Proof is null ? null : RequireProof(entry, entry.Proof, logs, needsProof);
        if (needsProof && proven is null)
            throw Refused("The bundle has no proof that the transparency log has the entry.");
        LogKey log = promised ?? proven ?? throw Refused("The transparency log neither promised nor proved the entry.");
        DateTimeOffset? time = promised is null ? null : DateTimeOffset.FromUnixTimeSeconds(entry.IntegratedTime);
        if (time is { } at && !log.Window.Contains(at))
            throw Refused("The transparency log's key was not valid when the entry was made.");
        return new VerifiedEntry(log, time);
    }

    /// <summary>The promise is over body, time, log and index, as canonical JSON.</summary>
    private static LogKey RequirePromise(LogEntry entry, List<LogKey> logs)
    {
        string body = Convert.ToBase64String(entry.Body.Span);
        string id = Convert.ToHexStringLower(entry.LogId.Span);
        byte[] promised = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"body":"{{body}}","integratedTime":{{entry.IntegratedTime}},"logID":"{{id}}","logIndex":{{entry.Index}}}"""));
        return logs.Find(l => l.Key.Verify(promised, entry.Promise.Span))
            ?? throw Refused("The promise of the transparency log (signed entry timestamp) is not the log's, or for another entry.");
    }

    private static LogKey? RequireProof(LogEntry entry, InclusionProof proof, List<LogKey> logs, bool needsCheckpoint)
    {
        if (!proof.Holds(entry.Body.Span))
            throw Refused("The proof of the transparency log does not lead from the entry to the log's root hash.");
        if (proof.Checkpoint is null)
            return needsCheckpoint ? throw Refused("The proof of the transparency log has no checkpoint.") : null;
        Checkpoint checkpoint = Checkpoint.Read(proof.Checkpoint);
        if (checkpoint.Size != proof.TreeSize || !checkpoint.RootHash.Span.SequenceEqual(proof.RootHash.Span))
            throw Refused("The checkpoint of the transparency log is of another state of the log than the proof.");
        return logs.Find(checkpoint.IsSignedBy)
            ?? throw Refused("The checkpoint of the transparency log is not signed by the log.");
    }

    private static SignatureRefusedException Refused(string message) => new(RefusalReason.TransparencyLog, message);
}
