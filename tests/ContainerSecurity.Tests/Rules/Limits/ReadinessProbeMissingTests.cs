using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class ReadinessProbeMissingTests
{
    [TestCase("")]
    [TestCase("readinessProbe: null")]
    [TestCase("livenessProbe: {httpGet: {port: 80}}")]
    public void Container_without_the_probe_is_reported(string container)
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(container).Judge<ReadinessProbeMissing>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.containers[0].readinessProbe"));
        Assert.That(findings[0].Message, Does.Contain("'app'").And.Contain("readiness probe"));
    }

    [TestCase("readinessProbe: {exec: {command: [cat, /tmp/healthy]}}")]
    [TestCase("readinessProbe: '{{ .Values.probe }}'")]
    public void Container_that_may_have_the_probe_is_not_reported(string container) =>
        Assert.That(Manifest.Pod(container).Judge<ReadinessProbeMissing>(), Is.Empty);

    [TestCase("initContainers: [{name: other}]", 0)]
    [TestCase("initContainers: [{name: other, restartPolicy: Always}]", 1)]
    [TestCase("ephemeralContainers: [{name: other}]", 0)]
    public void Sidecars_need_the_probe_and_init_and_ephemeral_containers_do_not(string pod, int expected) =>
        Assert.That(Manifest.Pod("readinessProbe: {tcpSocket: {port: 80}}", pod).Judge<ReadinessProbeMissing>(), Has.Count.EqualTo(expected));

    [TestCase("restartPolicy: Always", 1)]
    [TestCase("restartPolicy: OnFailure", 0)]
    [TestCase("restartPolicy: Never", 0)]
    [TestCase("restartPolicy: '{{ .Values.restart }}'", 0)]
    public void Pod_that_ends_by_itself_needs_no_probe(string pod, int expected) =>
        Assert.That(Manifest.Pod(pod: pod).Judge<ReadinessProbeMissing>(), Has.Count.EqualTo(expected));

    [TestCase("batch/v1", "Job", "{template: {spec: {containers: [{name: app}]}}}", 0)]
    [TestCase("batch/v1", "CronJob", "{jobTemplate: {spec: {template: {spec: {containers: [{name: app}]}}}}}", 0)]
    [TestCase("apps/v1", "DaemonSet", "{template: {spec: {containers: [{name: app}]}}}", 1)]
    public void Jobs_need_no_probe(string apiVersion, string kind, string spec, int expected) =>
        Assert.That(
            new Manifest(
                $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: web}}\nspec: {spec}").Judge<ReadinessProbeMissing>(),
            Has.Count.EqualTo(expected));
}
