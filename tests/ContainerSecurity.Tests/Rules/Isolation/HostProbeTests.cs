using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class HostProbeTests
{
    [TestCase("livenessProbe: {httpGet: {port: 80, host: 169.254.169.254}}", "spec.containers[0].livenessProbe.httpGet.host")]
    [TestCase("startupProbe: {tcpSocket: {port: 80, host: db}}", "spec.containers[0].startupProbe.tcpSocket.host")]
    [TestCase("lifecycle: {preStop: {httpGet: {port: 80, host: db}}}", "spec.containers[0].lifecycle.preStop.httpGet.host")]
    public void Probe_and_hook_that_name_a_host_are_reported(string container, string path)
    {
        Assert.That(Manifest.Pod(container).Judge<HostProbe>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [TestCase("livenessProbe: {httpGet: {port: 80}}")]
    [TestCase("livenessProbe: {httpGet: {port: 80, host: ''}}")]
    [TestCase("livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: Host, value: shop.example}]}}")]
    [TestCase("livenessProbe: {httpGet: {port: 80, host: '{{ .Values.host }}'}}")]
    public void Probe_of_the_pod_itself_is_not_reported(string container)
    {
        Assert.That(Manifest.Pod(container).Judge<HostProbe>(), Is.Empty);
    }
}
