using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class ProbePortMissingTests
{
    private static IReadOnlyList<Finding> Judge(string ports, string probe) => Manifest.Pod($"ports: {ports}\n{probe}").Judge<ProbePortMissing>();

    [TestCase("[{name: http, containerPort: 80}]", "livenessProbe: {httpGet: {port: web}}", "livenessProbe.httpGet")]
    [TestCase("[{containerPort: 80}]", "readinessProbe: {tcpSocket: {port: web}}", "readinessProbe.tcpSocket")]
    [TestCase("[]", "startupProbe: {httpGet: {port: web}}", "startupProbe.httpGet")]
    public void Name_that_the_container_has_not_is_reported(string ports, string probe, string path) =>
        Assert.That(Judge(ports, probe).Single().Location.Path, Is.EqualTo($"spec.containers[0].{path}.port"));

    [TestCase("[{name: http, containerPort: 80}]", "livenessProbe: {httpGet: {port: http}}")]
    [TestCase("[]", "livenessProbe: {httpGet: {port: 8080}}")]
    [TestCase("[]", "livenessProbe: {httpGet: {port: '8080'}}")]
    [TestCase("[]", "livenessProbe: {exec: {command: [a]}}")]
    [TestCase("[]", "livenessProbe: {httpGet: {port: '{{ .Values.port }}'}}")]
    [TestCase("[{name: '{{ .Values.name }}', containerPort: 80}]", "livenessProbe: {httpGet: {port: http}}")]
    [TestCase("'{{ .Values.ports }}'", "livenessProbe: {httpGet: {port: http}}")]
    public void Name_that_it_has_numbers_and_what_is_not_known_are_not_reported(string ports, string probe) => Assert.That(Judge(ports, probe), Is.Empty);
}
