using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Approvals;

/// <summary>What a decision was made on, as it was at that moment.</summary>
public sealed record ApprovalGrounds
{
    /// <summary>Nothing.</summary>
    public static ApprovalGrounds None { get; } = new();

    /// <summary>The digest of the report of findings; null where there was none.</summary>
    public Digest? Findings { get; init; }

    /// <summary>The digest of the bill of materials; null where there was none.</summary>
    public Digest? Sbom { get; init; }

    /// <summary>The digest of the policy by which the findings were made; null where the report names none.</summary>
    public Digest? Policy { get; init; }

    /// <summary>Whether that policy let the image pass, and all of it was judged; null where the report does not say.</summary>
    public bool? IsClean { get; init; }
}
