namespace ContainerSecurity.SupplyChain.Approvals;

/// <summary>What an entry of an approval store says.</summary>
public enum ApprovalKind
{
    /// <summary>The image may run.</summary>
    Approve,

    /// <summary>The image may run for a short time although too few people approved it; it is reviewed later.</summary>
    BreakGlass,

    /// <summary>What was said before about the image counts no more.</summary>
    Revoke,
}
