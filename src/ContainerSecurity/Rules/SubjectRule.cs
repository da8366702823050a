using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>A rule over the subjects of role bindings.</summary>
/// <param name="descriptor">The rule's description.</param>
public abstract class SubjectRule(RuleDescriptor descriptor) : KindRule(descriptor, "RoleBinding", "ClusterRoleBinding")
{
    /// <inheritdoc/>
    protected sealed override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        foreach (Field<NodeView> subject in resource.Root.Views("subjects").Items)
            if (subject.IsKnown)
                Evaluate(resource, subject.Value.Text("kind").Or(""), subject.Value.Text("name"), context);
    }

    /// <summary>Judges one subject.</summary>
    /// <param name="binding">The binding.</param>
    /// <param name="kind"><c>User</c>, <c>Group</c> or <c>ServiceAccount</c>.</param>
    /// <param name="name">The subject's name.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(KubernetesResource binding, string kind, Field<string> name, RuleContext context);
}
