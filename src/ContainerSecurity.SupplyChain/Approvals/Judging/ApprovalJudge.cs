using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Approvals.Judging;

/// <summary>Says whether an image is approved. What cannot be read, is not intact or not agreed upon is not approved, with the reason.</summary>
public sealed class ApprovalJudge
{
    private readonly ApprovalSettings settings;
    private readonly ApproverBook book;
    private readonly Func<ImageReference?, IReadOnlyList<IApprovalStore>> stores;
    private readonly TimeProvider time;
    private readonly ApprovalMemory memory;
    private readonly ApprovalCheckpoint? checkpoint;

    /// <summary>Creates a judge.</summary>
    /// <param name="settings">What the policy asks for.</param>
    /// <param name="stores">Gives the stores for an image, all of which must agree.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="memory">How far the stores were seen; null for a memory of its own.</param>
    /// <exception cref="ArgumentException">A key cannot be read or is that of two people, or the checkpoint is none.</exception>
    public ApprovalJudge(
        ApprovalSettings settings, Func<ImageReference?, IReadOnlyList<IApprovalStore>> stores, TimeProvider? time = null, ApprovalMemory? memory = null)
    {
        this.settings = settings ?? throw new ArgumentNullException(nameof(settings));
        this.stores = stores ?? throw new ArgumentNullException(nameof(stores));
        this.time = time ?? TimeProvider.System;
        this.memory = memory ?? new ApprovalMemory();
        book = new ApproverBook(settings.Approvers);
        if (settings.Checkpoint is { } text && !ApprovalCheckpoint.TryParse(text, out checkpoint))
            throw new ArgumentException($"'{text}' is no checkpoint of approvals, NUMBER:HASH.", nameof(settings));
    }

    /// <summary>Judges an image for one place.</summary>
    /// <param name="question">The image and where it is to run.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ImageApproval> JudgeAsync(ApprovalQuestion question, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        return (await ReadAsync(question.Image, question.Repository, cancellationToken).ConfigureAwait(false)).For(question.Namespace);
    }

    /// <summary>Reads what the stores say of an image; where it may run is then said without a further look at them.</summary>
    /// <param name="image">The digest of the image.</param>
    /// <param name="repository">Where it comes from; null where that is not known, so that no registry is asked.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ImageApprovals> ReadAsync(Digest image, ImageReference? repository, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var said = new List<(string Store, Func<string?, ImageApproval> Judge)>();
        foreach (IApprovalStore store in stores(repository))
            said.Add((store.Name, await ReadAsync(store, image, isSecond: false, cancellationToken).ConfigureAwait(false)));
        return new ImageApprovals(space => Agree([.. said.Select(s => (s.Store, s.Judge(space)))]));
    }

    private ImageApproval Agree((string Store, ImageApproval Approval)[] verdicts)
    {
        if (verdicts.Length == 0)
            return Denied("No store of approvals can be asked for it.");
        (string name, ImageApproval verdict) = verdicts.FirstOrDefault(v => !v.Approval.IsApproved, verdicts[0]);
        return verdict.IsApproved || Array.TrueForAll(verdicts, v => !v.Approval.IsApproved)
            ? verdict
            : Denied($"The stores disagree: {verdicts.First(v => v.Approval.IsApproved).Store} approves it, {name} does not: {verdict.Reason}");
    }

    private async Task<Func<string?, ImageApproval>> ReadAsync(
        IApprovalStore store, Digest image, bool isSecond, CancellationToken cancellationToken)
    {
        ApprovalHistory history;
        try
        {
            history = await store.ReadAsync(image, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return _ => Denied($"The approvals of {store.Name} cannot be read: {e.Message}");
        }
        if (!history.IsIntact)
            return _ => Denied($"The approvals of {store.Name} are not intact: {history.Problems[0]}");
        string chain = store is Stores.RegistryApprovalStore ? $"{store.Name}@{image}" : store.Name;
        if (checkpoint?.MissingFrom(history) is { } missing)
            return _ => Denied($"{store.Name}: {missing}");
        // A reading that began before an entry was added, and ended after one that began later, lacks the entry and is no rollback.
        if (memory.Compare(chain, history) is { } lost)
            return isSecond ? _ => Denied($"{store.Name}: {lost}") : await ReadAsync(store, image, isSecond: true, cancellationToken).ConfigureAwait(false);
        try
        {
            return Open(history, out List<ApprovalRecord> records) is { } refusal
                ? _ => Denied(refusal)
                : space => new ApprovalCount(settings, history, records, time.GetUtcNow()).Judge(space);
        }
        catch (SignatureFormatException e)
        {
            return _ => Denied($"An entry about the image in {store.Name} cannot be read: {e.Message}");
        }
    }

    /// <summary>Verifies the entries about the image; a reason to refuse it, or null.</summary>
    private string? Open(ApprovalHistory history, out List<ApprovalRecord> records)
    {
        records = [];
        foreach (SignedApproval signed in history.Entries)
        {
            (ApprovalEntry entry, IReadOnlyList<VerificationKey> keys) = signed.Open(book.Keys);
            if (keys.Count == 0 && entry.Kind == ApprovalKind.Revoke)
                return $"It was revoked by the entry {signed.Place.Sequence}, signed by nobody who is known here. Name the key, of a retired approver if need be.";
            if (keys.Count > 0)
                records.Add(new ApprovalRecord(signed.Place, entry,
                    [.. keys.Select(book.Of).Where(p => entry.Kind == ApprovalKind.Revoke || !p.IsRetired).Select(p => p.Name).Distinct()]));
        }
        return null;
    }

    private ImageApproval Denied(string reason) => new(false, reason) { Environment = settings.Environment };
}
