namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>What one policy did to an object.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="IsChanged">Whether the object is another than before.</param>
/// <param name="Error">Why the policy could do nothing; null where it could. Under <c>failurePolicy: Fail</c> the API server refuses such a request.</param>
public sealed record MutationStep(string Policy, bool IsChanged, string? Error = null);
