namespace ContainerSecurity.Policies.Admission;

/// <summary>Which requests a policy, binding or constraint is about.</summary>
internal interface IRequestMatch
{
    bool Matches(AdmissionRequest request, NamespaceLabels labels);
}
