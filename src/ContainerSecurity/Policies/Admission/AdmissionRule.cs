using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Admission;

/// <summary>An admission policy as a rule: what the cluster would refuse is a finding, with waivers and reports as for every other.</summary>
internal sealed class AdmissionRule(AdmissionPolicy policy, AdmissionPolicySet set) : Rule(Describe(policy))
{
    /// <summary>The name of the policy's object, which may hold several rules.</summary>
    public string PolicyName => policy.Definition.Name;

    /// <summary>What has no verdict whatever is judged.</summary>
    public IEnumerable<NotEvaluated> Foreseen => set.Foresee(policy);

    /// <summary>The policy.</summary>
    public AdmissionPolicy Policy => policy;

    /// <summary>What the policy's bindings do about a violation.</summary>
    public Enforcement Enforcement => policy.Enforcement;

    internal override bool AppliesTo(Resource resource) => resource.ApiVersion.IsKnown && !AdmissionPolicySet.IsPolicyObject(resource.Node);

    /// <summary>Puts a request to the policy.</summary>
    public AdmissionResult Evaluate(AdmissionRequest request, AdmissionContext context, CancellationToken cancellation) =>
        policy.Evaluate(request, set.WithParameters(context), cancellation);

    /// <summary>The result of an evaluation that failed.</summary>
    public AdmissionResult Fail(AdmissionRequest request, string message) =>
        new(policy, AdmissionVerdict.Unknown, [], message) { IsFault = true, NotEvaluated = [policy.Gap(message, null, request)] };

    /// <summary>Tells what the policy says of a resource.</summary>
    public static void Report(AdmissionResult result, Resource resource, RuleContext context)
    {
        foreach (NotEvaluated gap in result.NotEvaluated)
            context.ReportNotEvaluated(gap.Resource is null ? gap : gap with { Resource = resource.Identity, ResourceLocation = resource.Location });
        foreach (AdmissionViolation violation in result.Violations)
            context.ReportViolation(new Place(violation.Location), violation.Message, violation.Expression, ContainerAt(resource, violation.Location));
    }

    private static Container? ContainerAt(Resource resource, DocumentLocation? location) =>
        location is null ? null : (resource as Workload)?.Containers.FirstOrDefault(c => c.View.Mapping is { } node && IsWithin(location.Path, node.Path));

    private static bool IsWithin(string path, string above) => path == above || path.StartsWith(above + ".", StringComparison.Ordinal);

    private static RuleDescriptor Describe(AdmissionPolicy policy)
    {
        string title = policy.Definition.Annotation("policies.kyverno.io/title");
        string description = policy.Definition.Annotation("policies.kyverno.io/description");
        return new RuleDescriptor(policy.Name, policy.Name, policy.Severity, title.Length > 0 ? title : $"{policy.Kind} {policy.Name} refuses the object",
            description.Length > 0 ? description : $"Change what the policy '{policy.Name}' refuses.")
        {
            IsKubernetesOnly = true,
            References = [$"{policy.Kind} {policy.Name}"],
        };
    }

    private readonly record struct Place(DocumentLocation? Location) : ILocated;
}
