using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class SeccompProfileMissingTests
{
    [Test]
    public void Container_without_a_profile_of_its_own_or_its_pod_is_reported()
    {
        Finding finding = Manifest.Pod().Judge<SeccompProfileMissing>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].securityContext.seccompProfile.type"));
        Assert.That(finding.Message, Does.Contain("RuntimeDefault, Localhost"));
    }

    [TestCase("securityContext: {seccompProfile: {type: RuntimeDefault}}", "")]
    [TestCase("", "securityContext: {seccompProfile: {type: RuntimeDefault}}")]
    [TestCase("securityContext: {seccompProfile: {type: Unconfined}}", "")]
    [TestCase("securityContext: '{{ .Values.securityContext }}'", "")]
    public void Profile_at_either_place_is_enough_and_a_bad_one_is_left_to_its_rule(string container, string pod)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<SeccompProfileMissing>(), Is.Empty);
    }

    [Test]
    public void Annotation_does_not_stand_for_the_field()
    {
        var manifest = new Manifest("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}
            spec:
              containers: [{name: app, image: a}]
            """);

        Assert.That(manifest.Judge<SeccompProfileMissing>(), Has.Count.EqualTo(1));
    }

    [TestCase(24, ExpectedResult = 1)]
    [TestCase(25, ExpectedResult = 0)]
    public int Windows_pod_is_exempt_from_v1_25_on(int minor) =>
        new Manifest(Manifest.WindowsPod) { Version = new KubernetesVersion(minor) }.Judge<SeccompProfileMissing>().Count;
}
