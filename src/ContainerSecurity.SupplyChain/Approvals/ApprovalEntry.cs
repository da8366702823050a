using ContainerSecurity.Audit;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Approvals;

/// <summary>A decision about one image, known by its digest: an image that changes has another digest, and no approval.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="Image">The digest of the image's manifest or index.</param>
/// <param name="Time">When, as the one who decided says.</param>
public sealed record ApprovalEntry(ApprovalKind Kind, Digest Image, DateTimeOffset Time)
{
    /// <summary>Who decided, for people; whom the signature is of decides who counts.</summary>
    public string Approver { get; init; } = "";

    /// <summary>From when on it counts; null for <see cref="Time"/>.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Until when it counts, inclusive. An approval has an end; a revocation has none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>For which environments, by name; <c>*</c> for all.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>For which namespaces, as patterns; <c>*</c> for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>On what grounds.</summary>
    public ApprovalGrounds Grounds { get; init; } = ApprovalGrounds.None;

    /// <summary>The image's name at that time, for people; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The entries that this one follows, by number and hash: the ends of the store as the one who decided saw it.</summary>
    public IReadOnlyList<AuditCheckpoint> Previous { get; init; } = [];

    /// <summary>The number: one more than the highest of <see cref="Previous"/>.</summary>
    public long Sequence => Previous.Count == 0 ? 1 : Previous.Max(p => p.Sequence) + 1;
}
