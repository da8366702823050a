namespace ContainerSecurity.Policies.Admission;

/// <summary>A variable, match condition or audit annotation.</summary>
internal sealed record NamedExpression(string Name, AdmissionExpression Expression);
