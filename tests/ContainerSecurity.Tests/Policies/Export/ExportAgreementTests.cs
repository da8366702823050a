using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Export;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>A rule and what is exported of it say the same of the examples on every page: at least one finding, or none.</summary>
public class ExportAgreementTests
{
    private static IEnumerable<RulePage> Pages => RuleCatalog.All.Select(r => RulePage.Of(r.Descriptor.Id));

    private static IEnumerable<string> Exported => PolicyExport.Create(EveryRule(Pages.Select(p => p.NonCompliant))).Rules.Select(r => r.Id);

    [TestCaseSource(nameof(Exported))]
    public void Rule_and_its_export_agree_on_the_examples_of_all_pages(string id)
    {
        Rule rule = RuleCatalog.Find(id)!;
        Manifest own = RulePage.Of(id).NonCompliant;
        var policies = AdmissionPolicies.Of(PolicyFor(rule, own), null, id);
        int judged = 0;
        Assert.Multiple(() =>
        {
            foreach (RulePage page in Pages)
                foreach (Manifest example in new[] { page.NonCompliant, page.Compliant })
                    judged += Compare(rule, policies, example.Like(own), page.Id);
        });
        Assert.That(judged, Is.GreaterThan(1));
    }

    private static int Compare(Rule rule, AdmissionPolicies policies, Manifest example, string page)
    {
        int judged = 0;
        foreach (Resource resource in example.IsBuild ? [] : example.Resources())
        {
            if (policies.Denies(rule.Descriptor.Id, resource) is not { } denied)
                continue;
            judged++;
            Assert.That(denied, Is.EqualTo(rule.Judges(resource) && example.Judge(rule, resource).Count > 0), $"{page}: {resource.Identity}");
        }
        return judged;
    }

    private static Policy PolicyFor(Rule rule, Manifest example)
    {
        PolicyBuilder policy = Policy.Create().UseProfile(example.Level switch { PodSecurityLevel.Baseline => Profile.Baseline, PodSecurityLevel.Restricted => Profile.Restricted, _ => Profile.All })
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
