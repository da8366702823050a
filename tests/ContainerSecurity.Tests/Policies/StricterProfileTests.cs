using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>What a profile finds, a stricter one finds too: baseline, restricted, recommended, all.</summary>
public class StricterProfileTests
{
    private static IEnumerable<int> Versions => Enumerable.Range(0, KubernetesVersion.Latest.Minor + 1);

    [TestCaseSource(nameof(Versions))]
    public void Examples_of_all_pages_hold_to_the_law(int minor)
    {
        var law = new ProfileLaw(new KubernetesVersion(minor));
        string[] wrong = [.. RuleCatalog.All.Select(r => RulePage.Of(r.Descriptor.Id))
            .SelectMany(p => new[] { p.NonCompliant, p.Compliant })
            .SelectMany(m => m.Resources())
            .OfType<Workload>()
            .SelectMany(law.BrokenBy)];

        Assert.That(wrong, Is.Empty);
    }

    [TestCase("hostUsers: false", "securityContext: {procMount: Unmasked}")]
    [TestCase("hostUsers: false\nsecurityContext: {runAsUser: 0}", "")]
    [TestCase("hostNetwork: true\nhostPID: true\nhostIPC: true",
        "securityContext: {privileged: true, procMount: Unmasked, seccompProfile: {type: Unconfined}, capabilities: {add: [ALL]}}")]
    [TestCase("os: {name: windows}", "securityContext: {seccompProfile: {type: Unconfined}, capabilities: {add: [ALL]}}")]
    [TestCase("volumes: [{name: v, hostPath: {path: /run/docker.sock}}, {name: w, hostPath: {path: /etc/hosts}}]", "")]
    public void Law_holds_in_every_version(string pod, string container)
    {
        foreach (Resource resource in Manifest.Pod(container, pod).Resources())
            foreach (int minor in Versions)
                Assert.That(new ProfileLaw(new KubernetesVersion(minor)).BrokenBy(resource), Is.Empty);
    }
}
