using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class ProbesIdenticalTests
{
    private static IReadOnlyList<Finding> Judge(string liveness, string readiness) =>
        Manifest.Pod($"livenessProbe: {liveness}\nreadinessProbe: {readiness}").Judge<ProbesIdentical>();

    [TestCase("{httpGet: {path: /, port: 80}}", "{httpGet: {path: /, port: 80}}")]
    [TestCase("{periodSeconds: 5, httpGet: {path: /, port: 80}}", "{httpGet: {port: 80, path: /}, periodSeconds: 5}")]
    [TestCase("{exec: {command: [a, b]}}", "{exec: {command: [a, b]}}")]
    public void Same_probes_are_reported(string liveness, string readiness) =>
        Assert.That(Judge(liveness, readiness).Single().Location.Path, Is.EqualTo("spec.containers[0].livenessProbe"));

    [TestCase("{httpGet: {path: /, port: 80}}", "{httpGet: {path: /ready, port: 80}}")]
    [TestCase("{httpGet: {path: /, port: 80}, failureThreshold: 9}", "{httpGet: {path: /, port: 80}}")]
    [TestCase("{exec: {command: [a, b]}}", "{exec: {command: [b, a]}}")]
    [TestCase("{exec: {command: [a]}}", "{exec: {command: [a, b]}}")]
    [TestCase("{httpGet: {path: '{{ .Values.path }}'}}", "{httpGet: {path: '{{ .Values.path }}'}}")]
    [TestCase("null", "null")]
    [TestCase("'{{ .Values.probe }}'", "'{{ .Values.probe }}'")]
    public void Other_and_unknown_probes_are_not_reported(string liveness, string readiness) => Assert.That(Judge(liveness, readiness), Is.Empty);
}
