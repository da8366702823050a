using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules;

/// <summary>A rule over each stage of a Dockerfile.</summary>
/// <param name="descriptor">The rule's description.</param>
public abstract class StageRule(RuleDescriptor descriptor) : Rule<Dockerfile>(descriptor)
{
    /// <inheritdoc/>
    protected sealed override void Evaluate(Dockerfile resource, RuleContext context)
    {
        foreach (Stage stage in resource.Stages)
            Evaluate(stage, resource, context);
    }

    /// <summary>Judges one stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="dockerfile">The Dockerfile it is part of.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(Stage stage, Dockerfile dockerfile, RuleContext context);
}
