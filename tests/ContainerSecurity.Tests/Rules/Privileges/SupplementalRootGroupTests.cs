using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class SupplementalRootGroupTests
{
    [TestCase("", "securityContext: {supplementalGroups: [2000, 0]}", "spec.securityContext.supplementalGroups[1]")]
    [TestCase("", "securityContext: {fsGroup: 0}", "spec.securityContext.fsGroup")]
    [TestCase("securityContext: {runAsGroup: 0}", "", "spec.containers[0].securityContext.runAsGroup")]
    [TestCase("", "securityContext: {runAsGroup: 0}", "spec.securityContext.runAsGroup")]
    public void Root_group_is_reported_wherever_it_is_given(string container, string pod, string path)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<SupplementalRootGroup>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("", "")]
    [TestCase("", "securityContext: {supplementalGroups: [2000], fsGroup: 2000, runAsGroup: 2000}")]
    [TestCase("securityContext: {runAsGroup: 2000}", "securityContext: {runAsGroup: 0}")]
    [TestCase("", "securityContext: {supplementalGroups: ['{{ .Values.group }}'], fsGroup: '{{ .Values.group }}'}")]
    [TestCase("securityContext: {runAsUser: 0}", "")]
    public void Other_absent_and_unknown_groups_are_not_reported(string container, string pod)
    {
        Assert.That(Manifest.Pod(container, pod).Judge<SupplementalRootGroup>(), Is.Empty);
    }
}
