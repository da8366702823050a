using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>A validation that does not hold.</summary>
/// <param name="Message">What the policy says to the user.</param>
/// <param name="Expression">The expression, as evaluated.</param>
/// <param name="Reason">The reason of the response, such as <c>Invalid</c> or <c>Forbidden</c>.</param>
/// <param name="Location">The field that the expression looked at last, where the object is a document; null where it is none.</param>
/// <param name="Error">Why the expression has no value; null where it is simply false.</param>
public sealed record AdmissionViolation(string Message, string Expression, string Reason, DocumentLocation? Location, string? Error = null)
{
    /// <summary>The binding, or Gatekeeper's constraint, that puts the policy into force; empty where there is none.</summary>
    public string Binding { get; init; } = "";

    /// <summary>What is done about it.</summary>
    public Enforcement Enforcement { get; init; } = Enforcement.Deny;

    /// <summary>Whether it denies whatever the binding does about violations, because the policy itself cannot be evaluated.</summary>
    internal bool IsFault { get; init; }
}
