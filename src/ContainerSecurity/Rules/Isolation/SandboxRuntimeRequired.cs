using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3019: the runtime class is one of those that the policy's parameter <c>runtimeClasses</c> names (NIST SP 800-190 3.5.2).</summary>
internal sealed class SandboxRuntimeRequired() : Rule(new("CSEC3019", "sandbox-runtime-required", Severity.Low,
    "Runs outside the required sandbox",
    "Set 'runtimeClassName' to a class that the policy names.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
    Parameters = [RuntimeClasses],
    References = ["NIST SP 800-190 3.5.2"],
}), IJudges<Workload>, ICelRule
{
    private static readonly RuleParameter<IReadOnlyList<string>> RuntimeClasses = RuleParameter.Patterns("runtimeClasses",
        "The runtime classes that are allowed, as patterns of names.");

    public void Judge(Workload resource, RuleContext context)
    {
        IReadOnlyList<string> allowed = context.Parameters.Get(RuntimeClasses);
        Field<string> found = resource.RuntimeClassName;
        if (allowed.Count == 0 || found.IsUnknown || found.Is(name => allowed.Any(pattern => Glob.Matches(pattern, name))))
            return;
        string what = found.IsMissing ? "names no runtimeClassName" : $"sets runtimeClassName to '{found}'";
        context.Report(found, $"The pod {what}. Allowed: {string.Join(", ", allowed)}.");
    }

    CelCheck? ICelRule.InCel(CelContext context) => context.Parameters.Get(RuntimeClasses) is { Count: > 0 } allowed
        ? CelCheck
            .Pod("!variables.runtimeClasses.exists(p, variables.podSpec.?runtimeClassName.optMap(n, n.matches(p)).orValue(false))")
            .With(RuntimeClasses.Name, allowed.Select(p => $"^{Glob.ToRegex(p)}$"))
        : null;
}
