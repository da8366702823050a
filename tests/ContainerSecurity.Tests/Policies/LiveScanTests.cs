using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies;

public class LiveScanTests
{
    private const string NetworkPolicy =
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: all, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n";
    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build());

    [Test]
    public void Source_is_judged_alone_as_it_comes_and_compared_when_that_is_asked()
    {
        LiveScan live = Engine.NewLiveScan();

        Decision alone = live.Put(Pod("web", privileged: true));

        Assert.Multiple(() =>
        {
            Assert.That(RulesOf([alone]), Does.Contain("privileged-container").And.Not.Contain("network-policy-missing"));
            Assert.That(live.NeedsComparison, Is.True);
            Assert.That(RulesOf(live.Compare()), Does.Contain("network-policy-missing"));
            Assert.That(live.NeedsComparison, Is.False);
        });
    }

    [Test]
    public void What_comes_and_goes_counts_as_long_as_it_is_there()
    {
        LiveScan live = Engine.NewLiveScan();
        live.Put(Pod("web"));
        live.Put(Source.FromText("policy.yaml", NetworkPolicy));
        Assert.That(RulesOf(live.Compare()), Does.Not.Contain("network-policy-missing"));

        live.Remove("policy.yaml");
        Assert.That(RulesOf(live.Compare()), Does.Contain("network-policy-missing"));

        live.Remove("web.yaml");
        Assert.That(live.Compare(), Is.Empty);
    }

    [Test]
    public void Source_that_is_put_again_takes_its_own_place()
    {
        LiveScan live = Engine.NewLiveScan();
        live.Put(Pod("web"));
        live.Put(Pod("web"));

        Assert.That(RulesOf(live.Compare()).Count(r => r == "network-policy-missing"), Is.EqualTo(1));
    }

    [Test]
    public void Sources_that_changed_are_compared_as_a_scan_compares_them()
    {
        LiveScan live = Engine.NewLiveScan();
        foreach (string name in new[] { "c", "a", "b", "gone" })
            live.Put(Pod(name, privileged: true));
        live.Put(Pod("b"));
        live.Remove("gone.yaml");
        Decision[] scan = [.. Engine.Scan([Pod("a", privileged: true), Pod("b"), Pod("c", privileged: true)])];

        Assert.That(Lines(live.Compare()), Is.EqualTo(Lines(scan.Where(d => d.IsAddition))));
    }

    private static Source Pod(string name, bool privileged = false) => Source.FromText(
        name + ".yaml",
        $"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: shop}}\nspec: {{containers: [{{name: app, image: web, securityContext: {{privileged: {(privileged ? "true" : "false")}}}}}]}}\n");

    private static string[] RulesOf(IEnumerable<Decision> decisions) => [.. decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Slug)];

    private static string[] Lines(IEnumerable<Decision> decisions) =>
        [.. decisions.SelectMany(d => d.Findings.Select(f => $"{d.Source} {f.Finding.Rule.Id} {f.Finding.Message}"))];
}
