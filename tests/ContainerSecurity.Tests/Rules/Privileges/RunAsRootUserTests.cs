using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class RunAsRootUserTests
{
    [TestCase("securityContext: {runAsUser: 0}", "", "spec.containers[0].securityContext.runAsUser")]
    [TestCase("", "securityContext: {runAsUser: 0}", "spec.securityContext.runAsUser")]
    [TestCase("securityContext: {runAsUser: 1000}", "securityContext: {runAsUser: 0}", "spec.securityContext.runAsUser")]
    [TestCase("securityContext: {runAsUser: 0x0}", "", "spec.containers[0].securityContext.runAsUser")]
    public void User_0_is_reported_wherever_it_stands(string container, string pod, string path)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<RunAsRootUser>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("")]
    [TestCase("securityContext: {runAsUser: 1000}")]
    [TestCase("securityContext: {runAsUser: '{{ .Values.user }}'}")]
    [TestCase("securityContext: {runAsGroup: 0}")]
    public void Container_that_does_not_name_user_0_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<RunAsRootUser>(), Is.Empty);
    }

    [Test]
    public void Init_container_as_user_0_is_reported_by_name()
    {
        Manifest manifest = Manifest.Pod(pod: "initContainers: [{name: setup, image: a, securityContext: {runAsUser: 0}}]");

        Assert.That(manifest.Judge<RunAsRootUser>().Single().Container, Is.EqualTo("setup"));
    }

    [TestCase(34, ExpectedResult = 1)]
    [TestCase(35, ExpectedResult = 0)]
    public int Pod_with_users_of_its_own_is_exempt_from_v1_35_on(int minor) =>
        new Manifest(
            Manifest.Pod(
                "securityContext: {runAsUser: 0}",
                "hostUsers: false").Yaml)
        { Version = new KubernetesVersion(minor) }.Judge<RunAsRootUser>().Count;
}
