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

    [TestCase("runAsUser: 1000, runAsGroup: 20000", ExpectedResult = "")]
    [TestCase("runAsUser: 2000, runAsGroup: 20000", ExpectedResult = "")]
    [TestCase("runAsUser: 999, runAsGroup: 20000", ExpectedResult = "runAsUser")]
    [TestCase("runAsUser: 20000, runAsGroup: 20000", ExpectedResult = "runAsUser")]
    [TestCase("runAsGroup: 20000", ExpectedResult = "runAsUser")]
    [TestCase("runAsUser: 1000, runAsGroup: 1000", ExpectedResult = "runAsGroup")]
    [TestCase("runAsUser: '{{ .Values.user }}', runAsGroup: 20000", ExpectedResult = "")]
    public string Ranges_of_users_stand_in_for_the_bound_and_groups_keep_it(string security) => string.Join(
        ' ',
        Manifest.Pod($"securityContext: {{{security}}}").With("runAsUserRanges", "1000-2000").Judge<RunAsLowUserId>().Select(f => f.Location.Path.Split('.')[^1]));

    [TestCase("fsGroup: 1000", ExpectedResult = 0)]
    [TestCase("fsGroup: 0", ExpectedResult = 1)]
    [TestCase("supplementalGroups: [1000, 1]", ExpectedResult = 1)]
    [TestCase("supplementalGroups: [1000]", ExpectedResult = 0)]
    [TestCase("runAsNonRoot: true", ExpectedResult = 0)]
    public int Groups_of_a_pod_are_in_their_ranges_where_it_names_any(string security) =>
        Manifest.Pod("securityContext: {runAsUser: 20000, runAsGroup: 20000}", $"securityContext: {{{security}}}")
            .With("fsGroupRanges", "1000-1999").With("supplementalGroupsRanges", "1000").Judge<RunAsLowUserId>().Count;

    [TestCase("hostUsers: false", ExpectedResult = 1)]
    [TestCase("os: {name: windows}", ExpectedResult = 0)]
    public int Ranges_hold_in_a_user_namespace_too(string pod) =>
        Manifest.Pod("securityContext: {runAsUser: 0, runAsGroup: 0}", pod).With("runAsUserRanges", "1000-2000").Judge<RunAsLowUserId>().Count;

    [Test]
    public void Message_names_the_ranges() =>
        Assert.That(
            Manifest.Pod("securityContext: {runAsUser: 5, runAsGroup: 20000}").With("runAsUserRanges", "1000-2000", "65534").Judge<RunAsLowUserId>().Single()
                .Message,
            Is.EqualTo("Container 'app' has runAsUser 5. Allowed: 1000-2000, 65534."));

    [Test]
    public void Line_of_the_pod_is_reported_once_for_all_who_inherit_it()
    {
        const string Pod = "{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {securityContext: {runAsUser: 1000, runAsGroup: 20000}, containers: [{name: a, image: 'a:1'}, {name: b, image: 'b:1'}]}}";

        Assert.That(new Manifest(Pod).Judge<RunAsLowUserId>().Select(f => (f.Location.Path, f.Container)),
            Is.EqualTo(new[] { ("spec.securityContext.runAsUser", (string?)null) }));
    }

    [Test]
    public void Both_IDs_that_are_left_to_the_image_are_one_finding() =>
        Assert.That(Manifest.Pod().Judge<RunAsLowUserId>().Single().Message, Does.Contain("leaves runAsUser and runAsGroup to its image"));
}
