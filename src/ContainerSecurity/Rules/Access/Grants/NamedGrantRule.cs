namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>
/// A rule over roles that is of interest where the resource is named: of a role with <c>*</c> for resources, CSEC5001
/// says more, and its finding stands for this one.
/// </summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="grants">What is dangerous, any of which counts.</param>
internal abstract class NamedGrantRule(RuleDescriptor descriptor, params Grant[] grants) : GrantRule(descriptor, grants)
{
    private protected override bool IsOfInterestByName => true;
}
