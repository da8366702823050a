using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals;
using ContainerSecurity.SupplyChain.Approvals.Stores;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ApprovedOnly;

/// <summary>What a change board does: a decision about a digest, signed, into a folder that is kept in Git. <c>csec approve</c> does the same.</summary>
public static class Change
{
    /// <summary>Approves an image for production for thirty days.</summary>
    public static async Task ApproveAsync(string folder, Digest image, string who, SigningKey key)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await new ApprovalWriter(new FolderApprovalStore(folder)).AppendAsync(
            new ApprovalEntry(ApprovalKind.Approve, image, now)
            {
                Approver = who,
                Until = now.AddDays(30),
                Environments = ["production"],
                Namespaces = ["shop"],
                Reason = "Release 1.4.2, change 4711.",
            },
            key);
    }
}
