using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Export;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>A rule and what is exported of it say the same of the examples on every page: at least one finding, or none.</summary>
public class ExportAgreementTests
{
    private static readonly RulePage[] Pages = [.. RuleCatalog.All.Select(r => RulePage.Of(r.Descriptor.Id))];

    private static readonly (string Page, Resource Resource)[] Examples =
        [.. Pages.SelectMany(p => new[] { p.NonCompliant, p.Compliant }.Where(m => !m.IsBuild).SelectMany(m => m.Resources()).Select(r => (p.Id, r)))];

    private static IEnumerable<string> Exported => PolicyExport.Create(EveryRule(Pages.Select(p => p.NonCompliant))).Rules.Select(r => r.Id);

    [TestCaseSource(nameof(Exported))]
    public void Rule_and_its_export_agree_on_the_examples_of_all_pages(string id)
    {
        Rule rule = RuleCatalog.Find(id)!;
        Manifest own = RulePage.Of(id).NonCompliant;
        var policies = AdmissionPolicies.Of(PolicyFor(rule, own), null, id);
        int denials = 0;
        Assert.Multiple(() =>
        {
            foreach ((string page, Resource resource) in Examples)
            {
                if (policies.Denies(id, resource) is not { } denied)
                    continue;
                denials += denied ? 1 : 0;
                Assert.That(denied, Is.EqualTo(rule.AppliesTo(resource) && own.Judge(rule, resource).Count > 0), $"{page}: {resource.Identity}");
            }
        });
        Assert.That(denials, Is.Positive);
    }

    private static Policy PolicyFor(Rule rule, Manifest example)
    {
        PolicyBuilder policy = Policy.Create().UseProfile(example.Level switch
        {
            PodSecurityLevel.Baseline => Profile.Baseline,
            PodSecurityLevel.Restricted => Profile.Restricted,
            _ => Profile.All
        })
            .ForKubernetes(example.Version)
            .Rule(rule.Descriptor.Id);
        foreach ((string name, IReadOnlyList<string> values) in example.Parameters)
            policy.Parameter(name, [.. values]);
        return policy.Build();
    }

    private static Policy EveryRule(IEnumerable<Manifest> examples)
    {
        PolicyBuilder policy = Policy.Create().UseProfile(Profile.All);
        foreach ((string name, IReadOnlyList<string> values) in examples.SelectMany(e => e.Parameters))
            policy.Parameter(name, [.. values]);
        return policy.Build();
    }
}
