using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>Reads PolicyException of both of Kyverno's groups.</summary>
internal static class PolicyExceptionReader
{
    public const string Kind = "PolicyException";

    public static PolicyException Read(MappingNode node, string group)
    {
        var source = new PolicySource(node, KyvernoLibraries.Scope);
        CelValue spec = source.Value.Find("spec");
        return group == ClusterPolicyReader.Group ? ReadForClusterPolicy(source, spec) : ReadForValidatingPolicy(source, spec);
    }

    private static PolicyException ReadForValidatingPolicy(PolicySource source, CelValue spec)
    {
        CelValue[] references = [.. spec.Find("policyRefs").Items()];
        IReadOnlyList<NamedExpression> conditions = source.Conditions(spec.Find("matchConditions"));
        bool allowsParts = !spec.Find("images").IsNull() || !spec.Find("allowedValues").IsNull();
        return new PolicyException
        {
            IsFor = policy => references.Any(r => r.FindText("name") == policy.Name && (r.FindText("kind") ?? policy.Kind) == policy.Kind),
            Covers = state => conditions.All(c => c.Expression.Evaluate(state) == CelValue.True),
            Allowance = allowsParts
                ? CelFields.Map(
                    ("allowedImages", CelFields.List(spec.Find("images").Texts())),
                    ("allowedValues", CelFields.List(spec.Find("allowedValues").Texts())))
                : CelValue.Null,
        };
    }

    private static PolicyException ReadForClusterPolicy(PolicySource source, CelValue spec)
    {
        CelValue[] exceptions = [.. spec.Find("exceptions").Items()];
        var match = new ClusterPolicyMatch(spec.Find("match"), CelValue.Null);
        bool hasConditions = !spec.Find("conditions").IsNull();
        return new PolicyException
        {
            IsFor = policy => exceptions.Any(e =>
                e.FindText("policyName") == policy.Name
                && e.Find("ruleNames").Texts().Any(r => Wildcard.Matches(r, policy.RuleName))),
            // Conditions are written in Kyverno's older language; an exception that cannot be told to apply does not.
            Covers = state => !hasConditions && match.Excepts(state.Request, new NamespaceLabels(state.Request, state.NamespaceObject)),
        };
    }
}
