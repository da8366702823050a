using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class MisplacedSecurityFieldTests
{
    [TestCase("securityContext: {allowPrivilegeEscalation: false}", "spec.securityContext.allowPrivilegeEscalation")]
    [TestCase("securityContext: {readOnlyRootFilesystem: true}", "spec.securityContext.readOnlyRootFilesystem")]
    [TestCase("securityContext: {capabilities: {drop: [ALL]}}", "spec.securityContext.capabilities")]
    [TestCase("securityContext: {privileged: false}", "spec.securityContext.privileged")]
    [TestCase("securityContext: {procMount: Default}", "spec.securityContext.procMount")]
    [TestCase("securityContext: {hostUsers: false}", "spec.securityContext.hostUsers")]
    [TestCase("runAsNonRoot: true", "spec.runAsNonRoot")]
    [TestCase("privileged: false", "spec.privileged")]
    [TestCase("fsGroup: 2000", "spec.fsGroup")]
    [TestCase("seccompProfile: {type: RuntimeDefault}", "spec.seccompProfile")]
    public void Field_of_others_at_the_pod_is_reported(string pod, string path) =>
        Assert.That(Manifest.Pod("", pod).Judge<MisplacedSecurityField>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));

    [TestCase("securityContext: {fsGroup: 2000}", "securityContext.fsGroup")]
    [TestCase("securityContext: {fsGroupChangePolicy: OnRootMismatch}", "securityContext.fsGroupChangePolicy")]
    [TestCase("securityContext: {supplementalGroups: [2000]}", "securityContext.supplementalGroups")]
    [TestCase("securityContext: {sysctls: []}", "securityContext.sysctls")]
    [TestCase("runAsUser: 10001", "runAsUser")]
    [TestCase("readOnlyRootFilesystem: true", "readOnlyRootFilesystem")]
    [TestCase("automountServiceAccountToken: false", "automountServiceAccountToken")]
    [TestCase("hostUsers: '{{ .Values.hostUsers }}'", "hostUsers")]
    public void Field_of_others_at_a_container_is_reported_with_its_name(string container, string path)
    {
        Finding finding = Manifest.Pod(container).Judge<MisplacedSecurityField>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo($"spec.containers[0].{path}"));
        Assert.That(finding.Container, Is.EqualTo("app"));
    }

    [TestCase("securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}, fsGroup: 1, sysctls: [], supplementalGroupsPolicy: Strict}\nhostUsers: false\nautomountServiceAccountToken: false\nruntimeClassName: gvisor", "")]
    [TestCase("", "securityContext: {runAsNonRoot: true, privileged: false, capabilities: {drop: [ALL]}, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, procMount: Default, windowsOptions: {}}")]
    [TestCase("privileged: null\nsecurityContext: {capabilities: null}", "")]
    [TestCase("securityContext: '{{ .Values.security }}'", "securityContext: '{{ .Values.security }}'")]
    public void Field_in_its_place_none_and_one_not_known_are_not_reported(string pod, string container) =>
        Assert.That(Manifest.Pod(container, pod).Judge<MisplacedSecurityField>(), Is.Empty);

    [TestCase("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {securityContext: {runAsNonRoot: true}, template: {spec: {containers: [{name: a, image: 'a:1'}]}}}}", "spec.securityContext")]
    [TestCase("{apiVersion: batch/v1, kind: Job, metadata: {name: web}, spec: {automountServiceAccountToken: false, template: {spec: {containers: [{name: a, image: 'a:1'}]}}}}", "spec.automountServiceAccountToken")]
    public void Field_beside_the_template_of_a_controller_is_reported(string yaml, string path) =>
        Assert.That(new Manifest(yaml).Judge<MisplacedSecurityField>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));

    [Test]
    public void Field_beside_the_template_of_a_custom_resource_may_be_its_own() =>
        Assert.That(
            new Manifest("{apiVersion: example.com/v1, kind: App, metadata: {name: web}, spec: {securityContext: {}, template: {spec: {containers: [{name: a, image: 'a:1'}]}}}}").Judge<MisplacedSecurityField>(),
            Is.Empty);

    [Test]
    public void Service_of_compose_has_words_of_its_own() =>
        Assert.That(Manifest.Service("privileged: false").Judge<MisplacedSecurityField>(), Is.Empty);

    [Test]
    public void Message_says_where_the_field_belongs() =>
        Assert.That(
            Manifest.Pod("runAsUser: 1").Judge<MisplacedSecurityField>().Single().Message,
            Is.EqualTo("'runAsUser' stands in the container, where Kubernetes has no such field, so it protects nothing. Allowed: in the pod's securityContext or the container's securityContext."));
}
