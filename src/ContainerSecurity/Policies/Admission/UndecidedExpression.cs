namespace ContainerSecurity.Policies.Admission;

/// <summary>An expression that has no value here, or a policy without a verdict.</summary>
/// <param name="Expression">The expression; null for the policy as a whole.</param>
/// <param name="Reason">Why, as a clause.</param>
/// <param name="IsOfResource">Whether it may have one for another resource; else no file can give what it asks for.</param>
internal sealed record UndecidedExpression(AdmissionExpression? Expression, string Reason, bool IsOfResource);
