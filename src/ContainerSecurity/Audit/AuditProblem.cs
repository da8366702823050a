namespace ContainerSecurity.Audit;

/// <summary>What is wrong with an audit log.</summary>
/// <param name="Line">The number of the line, from 1; the last one where the end is missing, 0 where there is none.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record AuditProblem(long Line, string Message);
