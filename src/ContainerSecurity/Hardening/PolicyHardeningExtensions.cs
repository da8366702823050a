using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Hardening;

/// <summary>Hardens by a policy. Who hardens often keeps a <see cref="Hardener"/>, which is made once for a policy.</summary>
public static class PolicyHardeningExtensions
{
    /// <summary>Hardens one resource that is created, as <see cref="Hardener.Harden(Resource)"/> does.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="resource">The resource, which stays as it is.</param>
    public static HardeningResult Harden(this Policy policy, Resource resource) => new Hardener(policy).Harden(resource);

    /// <summary>Hardens one object of Kubernetes that is created, as <see cref="Hardener.Harden(DocumentNode)"/> does.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="document">The object.</param>
    public static HardeningResult Harden(this Policy policy, DocumentNode document) => new Hardener(policy).Harden(document);

    /// <summary>Hardens what a request wants, as <see cref="Hardener.Harden(EvaluationRequest)"/> does.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The request.</param>
    public static HardeningResult Harden(this Policy policy, EvaluationRequest request) => new Hardener(policy).Harden(request);

    /// <summary>Gives the policy with every rule hardened that it runs and that has a mechanical fix.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="scope">What is mended.</param>
    public static Policy WithHardening(this Policy policy, HardeningScope scope = HardeningScope.All)
    {
        _ = policy ?? throw new ArgumentNullException(nameof(policy));
        PolicyBuilder builder = policy.Extend();
        foreach (Rule rule in RuleCatalog.All.Where(r => r.Descriptor.IsHardenable && policy.Runs(r)))
            builder.Rule(rule.Descriptor.Id, new RuleSetting { Enabled = true, Harden = scope });
        return builder.Build();
    }
}
