using ContainerSecurity.Audit;

namespace ContainerSecurity.SupplyChain.Approvals.Judging;

/// <summary>An entry whose signature was verified.</summary>
/// <param name="Place">Its number and hash.</param>
/// <param name="Entry">What was decided.</param>
/// <param name="People">The people who signed it and may approve; each is there once.</param>
internal sealed record ApprovalRecord(AuditCheckpoint Place, ApprovalEntry Entry, IReadOnlyList<string> People);
