using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies;

/// <summary>Finds out which rules that compare judge a resource, without letting them judge.</summary>
/// <param name="rules">The rules that compare.</param>
internal sealed class ComparisonSearch(RuleIndex rules) : ISubjectVisitor
{
    private Resource? resource;

    /// <summary>Whether a rule judges the resource by its facts.</summary>
    public bool NeedsFacts { get; private set; }

    /// <summary>The rules that judge the resource and need it whole.</summary>
    public List<ConfiguredRule> NeedWhole { get; } = [];

    /// <summary>Looks at a resource.</summary>
    public void Search(Resource searched)
    {
        resource = searched;
        NeedsFacts = false;
        NeedWhole.Clear();
        searched.OfferTo(this);
    }

    public bool Wants<TSubject>() => rules.Over<TSubject>().Length > 0;

    public void Visit<TSubject>(TSubject subject, Container? container = null)
    {
        foreach (ConfiguredRule rule in rules.Over<TSubject>())
        {
            if (!rule.AppliesTo(resource!))
                continue;
            // The facts of a resource do not hold its parts.
            if (rule.IsOverFacts && ReferenceEquals(subject, resource))
                NeedsFacts = true;
            else if (!NeedWhole.Contains(rule))
                NeedWhole.Add(rule);
        }
    }
}
