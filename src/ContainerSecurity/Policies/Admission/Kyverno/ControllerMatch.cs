namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>The pod controllers that a policy on pods is applied to.</summary>
internal sealed class ControllerMatch(IReadOnlyList<string> controllers, IReadOnlyList<string> operations) : IRequestMatch
{
    public MatchResult Matches(AdmissionRequest request, NamespaceLabels labels) => MatchResult.Of(
        controllers.Any(c =>
            Autogen.Controllers.TryGetValue(c, out (string Group, string Kind) known)
            && known.Group == request.Group
            && known.Kind == request.Kind)
        && request.Subresource.Length == 0
        && (operations.Count == 0 || operations.Any(o => o == "*" || string.Equals(o, request.OperationName, StringComparison.OrdinalIgnoreCase))));
}
