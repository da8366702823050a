using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class SeccompUnconfinedTests
{
    [TestCase("securityContext: {seccompProfile: {type: Unconfined}}", "", "spec.containers[0].securityContext.seccompProfile.type")]
    [TestCase("", "securityContext: {seccompProfile: {type: Unconfined}}", "spec.securityContext.seccompProfile.type")]
    [TestCase("securityContext: {seccompProfile: {type: runtimedefault}}", "", "spec.containers[0].securityContext.seccompProfile.type")]
    public void Profile_that_confines_nothing_is_reported_wherever_it_stands(string container, string pod, string path)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<SeccompUnconfined>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("")]
    [TestCase("securityContext: {seccompProfile: {type: RuntimeDefault}}")]
    [TestCase("securityContext: {seccompProfile: {type: Localhost, localhostProfile: a.json}}")]
    [TestCase("securityContext: {seccompProfile: {type: '{{ .Values.seccomp }}'}}")]
    public void Absent_unknown_and_confining_profiles_are_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<SeccompUnconfined>(), Is.Empty);
    }

    [TestCase(18, ExpectedResult = 1)]
    [TestCase(19, ExpectedResult = 0)]
    public int Annotation_counts_before_v1_19_only(int minor) => new Manifest("""
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}
        spec:
          containers: [{name: app, image: a}]
        """) { Version = new KubernetesVersion(minor) }.Judge<SeccompUnconfined>().Count;

    [TestCase("info: {SecurityOptions: ['name=seccomp,profile=unconfined']}", "SecurityOptions[0]")]
    [TestCase("info: {SecurityOptions: [name=apparmor]}", "SecurityOptions")]
    [TestCase("daemon.json: {seccomp-profile: unconfined}", "seccomp-profile")]
    public void Engine_without_a_profile_is_reported(string host, string path) =>
        Assert.That(Manifest.Host(host).Judge<SeccompUnconfined>().Single().Location.Path, Is.EqualTo(path));

    [TestCase("info: {SecurityOptions: ['name=seccomp,profile=default']}")]
    [TestCase("info: {SecurityOptions: ['name=seccomp,profile=/etc/docker/seccomp.json']}")]
    [TestCase("info: {OSType: windows, SecurityOptions: []}")]
    [TestCase("endpoint: {}")]
    public void Engine_with_a_profile_is_not_reported(string host) => Assert.That(Manifest.Host(host).Judge<SeccompUnconfined>(), Is.Empty);
}
