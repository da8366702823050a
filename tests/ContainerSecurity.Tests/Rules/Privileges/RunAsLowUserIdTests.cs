using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class RunAsLowUserIdTests
{
    [TestCase("securityContext: {runAsUser: 10000, runAsGroup: 10001}", "spec.containers[0].securityContext.runAsUser")]
    [TestCase("securityContext: {runAsUser: 10001, runAsGroup: 0}", "spec.containers[0].securityContext.runAsGroup")]
    [TestCase("securityContext: {runAsGroup: 10001}", "spec.containers[0].securityContext.runAsUser")]
    public void ID_that_is_low_or_left_to_the_image_is_reported(string container, string path)
    {
        Assert.That(Manifest.Pod(container).Judge<RunAsLowUserId>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("securityContext: {runAsUser: 10001, runAsGroup: 10001}", "")]
    [TestCase("", "securityContext: {runAsUser: 10001, runAsGroup: 10001}")]
    [TestCase("securityContext: {runAsUser: 10001}", "securityContext: {runAsUser: 0, runAsGroup: 10001}")]
    [TestCase("securityContext: {runAsUser: '{{ .Values.user }}', runAsGroup: '{{ .Values.group }}'}", "securityContext: {runAsUser: 0, runAsGroup: 0}")]
    [TestCase("", "hostUsers: false")]
    [TestCase("", "os: {name: windows}")]
    public void Container_stands_before_its_pod_field_by_field(string container, string pod)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<RunAsLowUserId>(), Is.Empty);
    }

    [Test]
    public void Message_names_container_field_value_and_bound()
    {
        string message = Manifest.Pod("securityContext: {runAsUser: 1000, runAsGroup: 20000}").Judge<RunAsLowUserId>().Single().Message;

        Assert.That(message, Does.Contain("'app'").And.Contain("runAsUser 1000").And.Contain("above 10000"));
    }

    [Test]
    public void Line_of_the_pod_is_reported_once_for_all_who_inherit_it()
    {
        const string Pod = "{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {securityContext: {runAsUser: 1000, runAsGroup: 20000}, containers: [{name: a, image: 'a:1'}, {name: b, image: 'b:1'}]}}";

        Assert.That(new Manifest(Pod).Judge<RunAsLowUserId>().Select(f => (f.Location.Path, f.Container)), Is.EqualTo(new[] { ("spec.securityContext.runAsUser", (string?)null) }));
    }

    [Test]
    public void Both_IDs_that_are_left_to_the_image_are_one_finding() =>
        Assert.That(Manifest.Pod().Judge<RunAsLowUserId>().Single().Message, Does.Contain("leaves runAsUser and runAsGroup to its image"));
}
