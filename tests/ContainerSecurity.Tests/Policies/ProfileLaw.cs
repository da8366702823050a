using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>What a milder profile finds is found by each stricter one at the same place, by itself or folded into what says more.</summary>
/// <param name="version">The version of Kubernetes.</param>
public sealed class ProfileLaw(KubernetesVersion version)
{
    private readonly PolicyEngine baseline = For(Profile.Baseline, version);
    private readonly PolicyEngine restricted = For(Profile.Restricted, version);
    private readonly PolicyEngine recommended = For(Profile.Recommended, version);
    private readonly PolicyEngine all = For(Profile.All, version);

    /// <summary>The findings of a resource that a stricter profile lacks.</summary>
    public IEnumerable<string> BrokenBy(Resource resource)
    {
        HashSet<string> mild = Find(baseline, resource), strict = Find(restricted, resource), recommends = Find(recommended, resource),
            every = Find(all, resource);
        // Upstream's restricted replaces some checks of baseline by its own, which leave Windows alone.
        IEnumerable<string> lost = resource is Workload { IsWindows: true } ? [] : mild.Except(strict);
        return lost.Select(f => $"baseline, not restricted: {f}")
            .Concat(strict.Union(mild).Except(recommends).Select(f => $"not recommended: {f}"))
            .Concat(recommends.Except(every).Select(f => $"not in all: {f}"))
            .Select(f => $"{resource.Identity} v1.{version.Minor} {f}");
    }

    private static PolicyEngine For(Profile profile, KubernetesVersion version) => new(Policy.Create().UseProfile(profile).ForKubernetes(version).Build());

    private static HashSet<string> Find(PolicyEngine engine, Resource resource)
    {
        Decision decision = engine.Evaluate(resource);
        return [.. decision.Findings.Concat(decision.Folded).Select(f => $"{f.Finding.Rule.Id} {f.Finding.Location.Path}")];
    }
}
