using System.CommandLine;
using ContainerSecurity.SupplyChain.Approvals;

namespace ContainerSecurity.Tool.SupplyChain.Approvals;

/// <summary><c>csec revoke</c>.</summary>
internal sealed class RevokeCommand : Command
{
    public RevokeCommand(Terminal terminal)
        : base("revoke", "Takes back the approvals of an image: all, or those for environments.")
    {
        var decision = new DecisionOptions(this, terminal);
        SetAction((parsed, cancellation) =>
            decision.RunAsync(parsed, image => new ApprovalEntry(ApprovalKind.Revoke, image.Digest, DateTimeOffset.UtcNow), cancellation));
    }
}
