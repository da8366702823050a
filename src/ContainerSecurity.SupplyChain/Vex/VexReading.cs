using ContainerSecurity.Documents;

namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>What was read of a VEX document.</summary>
/// <param name="Statements">The statements, in their order.</param>
/// <param name="Errors">What could not be read, or does not count, and why: it settles nothing.</param>
public sealed record VexReading(IReadOnlyList<VexStatement> Statements, IReadOnlyList<DocumentError> Errors);
