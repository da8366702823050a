using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>
/// A rule of the catalogue or of a user. What it judges it says by <see cref="IJudges{TSubject}"/>, once for each kind
/// of subject. Rules hold no state: one instance serves all threads.
/// </summary>
public abstract class Rule
{
    /// <summary>Creates a rule.</summary>
    /// <param name="descriptor">The rule's description.</param>
    protected Rule(RuleDescriptor descriptor) => Descriptor = descriptor ?? throw new ArgumentNullException(nameof(descriptor));

    /// <summary>The rule's description.</summary>
    public RuleDescriptor Descriptor { get; }

    /// <summary>Returns whether the rule judges a resource or parts of it at all.</summary>
    internal virtual bool AppliesTo(Resource resource) =>
        !(Descriptor.IsKubernetesOnly && resource is Workload { Platform: not Platform.Kubernetes });

    /// <summary>Returns whether finding nothing on a resource says that there is nothing; false where the rule lacks what it compares with.</summary>
    internal virtual bool HasVerdictOn(Resource resource) => true;
}
