namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>One of a policy's <c>mutations</c>.</summary>
/// <param name="Expression">What gives the change.</param>
/// <param name="IsJsonPatch">Whether it gives a list of JSON patch operations; else a part of the object that is merged into it.</param>
internal sealed record Mutation(AdmissionExpression Expression, bool IsJsonPatch);
