namespace ContainerSecurity.Policies.Admission;

/// <summary>Which requests a policy, binding or constraint is about.</summary>
internal interface IRequestMatch
{
    MatchResult Matches(AdmissionRequest request, NamespaceLabels labels);
}
