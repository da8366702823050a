using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies;

/// <summary>A policy file as far as it could be read, and what is wrong with it.</summary>
/// <param name="Policy">The policy; what is wrong is left out of it.</param>
/// <param name="Errors">What is wrong, with positions; empty for a good file.</param>
public sealed record PolicyReadResult(Policy Policy, IReadOnlyList<DocumentError> Errors);
