namespace ContainerSecurity.Policies.Export;

/// <summary>A validation of a ValidatingAdmissionPolicy.</summary>
/// <param name="Expression">What must hold.</param>
/// <param name="Message">What is told where it does not.</param>
/// <param name="MessageExpression">The same with names of this request; null for none.</param>
internal sealed record ExportedValidation(string Expression, string Message, string? MessageExpression);
