using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>A rule of the catalogue or of a user. Rules hold no state: one instance serves all threads.</summary>
public abstract class Rule
{
    private protected Rule(RuleDescriptor descriptor) => Descriptor = descriptor ?? throw new ArgumentNullException(nameof(descriptor));

    /// <summary>The rule's description.</summary>
    public RuleDescriptor Descriptor { get; }

    internal abstract bool Judges(Resource resource);

    internal void Run(Resource resource, RuleContext context)
    {
        context.Rule = this;
        context.Resource = resource;
        context.Container = null;
        Judge(resource, context);
    }

    private protected abstract void Judge(Resource resource, RuleContext context);
}
