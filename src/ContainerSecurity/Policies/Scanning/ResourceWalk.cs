using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>Brings each subject that a resource offers to the rules that judge its kind.</summary>
/// <param name="rules">The rules that run.</param>
/// <param name="context">What the rules know.</param>
/// <param name="found">Where the context puts what a rule reports.</param>
/// <param name="failed">Takes what a rule throws; the others judge all the same.</param>
internal sealed class ResourceWalk(RuleIndex rules, RuleContext context, List<Finding> found, Action<ConfiguredRule, Exception> failed) : ISubjectVisitor
{
    /// <summary>By the numbers of rules, whether they judge the resource, as far as that was asked.</summary>
    private readonly bool?[] judges = new bool?[rules.Size];
    private Action<ConfiguredRule, Finding> report = (_, _) => { };
    private Func<ConfiguredRule, bool>? isMeant;

    /// <summary>Judges a resource and its parts.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="report">Takes each finding with its rule.</param>
    /// <param name="isMeant">Which rules judge it; null for all that do.</param>
    public void Walk(Resource resource, Action<ConfiguredRule, Finding> report, Func<ConfiguredRule, bool>? isMeant = null)
    {
        this.report = report;
        this.isMeant = isMeant;
        context.Resource = resource;
        Array.Clear(judges, 0, judges.Length);
        resource.OfferTo(this);
    }

    public bool Wants<TSubject>() => rules.Over<TSubject>().Length > 0;

    public void Visit<TSubject>(TSubject subject, Container? container = null)
    {
        foreach (ConfiguredRule rule in rules.Over<TSubject>())
        {
            if (!Judges(rule))
                continue;
            found.Clear();
            context.Enter(rule.Rule, rule.Parameters, container);
            if (context.Coverage is not null && !rule.Rule.Descriptor.IsBySection && rule.Rule.HasVerdictOn(context.Resource))
                context.MarkJudged(null);
            Judge(rule, subject);
            foreach (Finding finding in found)
                report(rule, finding);
        }
    }

    private bool Judges(ConfiguredRule rule) =>
        judges[rule.Number] ??= rule.AppliesTo(context.Resource) && isMeant?.Invoke(rule) != false;

    /// <summary>Lets a rule judge. What it found before it failed is kept.</summary>
    private void Judge<TSubject>(ConfiguredRule rule, TSubject subject)
    {
        try
        {
            ((IJudges<TSubject>)rule.Rule).Judge(subject, context);
        }
#pragma warning disable CA1031 // A rule of anybody's may throw anything.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            failed(rule, e);
        }
    }
}
