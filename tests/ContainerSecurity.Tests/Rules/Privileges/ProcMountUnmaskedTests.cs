using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class ProcMountUnmaskedTests
{
    private static readonly Manifest OwnUsers = Manifest.Pod("securityContext: {procMount: Unmasked}", "hostUsers: false");

    [Test]
    public void Unmasked_proc_is_reported()
    {
        Finding finding = Manifest.Pod("securityContext: {procMount: Unmasked}").Judge<ProcMountUnmasked>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].securityContext.procMount"));
        Assert.That(finding.Message, Does.Contain("Unmasked").And.Contain("Allowed: Default"));
    }

    [TestCase("")]
    [TestCase("securityContext: {procMount: Default}")]
    [TestCase("securityContext: {procMount: '{{ .Values.procMount }}'}")]
    public void Masked_and_unknown_proc_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<ProcMountUnmasked>(), Is.Empty);
    }

    [TestCase(34, PodSecurityLevel.Baseline, ExpectedResult = 1)]
    [TestCase(35, PodSecurityLevel.Baseline, ExpectedResult = 0)]
    [TestCase(35, PodSecurityLevel.Restricted, ExpectedResult = 1)]
    [TestCase(35, PodSecurityLevel.Privileged, ExpectedResult = 1)]
    public int Users_of_its_own_relax_baseline_alone_from_v1_35_on(int minor, PodSecurityLevel level) =>
        new Manifest(OwnUsers.Yaml) { Version = new KubernetesVersion(minor), Level = level }.Judge<ProcMountUnmasked>().Count;
}
