using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules;

/// <summary>A rule over the subjects of role bindings.</summary>
/// <param name="descriptor">The rule's description.</param>
public abstract class SubjectRule(RuleDescriptor descriptor) : Rule<RoleBinding>(descriptor)
{
    /// <inheritdoc/>
    protected sealed override void Evaluate(RoleBinding resource, RuleContext context)
    {
        foreach (Subject subject in resource.Subjects)
            Evaluate(resource, subject, context);
    }

    /// <summary>Judges one subject.</summary>
    /// <param name="binding">The binding.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(RoleBinding binding, Subject subject, RuleContext context);
}
