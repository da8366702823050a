using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class GatewayWithoutTlsTests
{
    private static IReadOnlyList<Finding> Judge(string listeners, string annotations = "", string group = "gateway.networking.k8s.io") =>
        new Manifest($$"""
            apiVersion: {{group}}/v1
            kind: Gateway
            metadata: {name: web, namespace: shop, annotations: { {{annotations}} } }
            spec: {gatewayClassName: example, listeners: {{listeners}} }
            """).Judge<GatewayWithoutTls>();

    [TestCase("[{name: a, port: 80, protocol: HTTP}]", "spec.listeners[0].protocol", "by HTTP alone")]
    [TestCase("[{name: a, port: 9, protocol: TCP}, {name: b, port: 80, protocol: HTTP}]", "spec.listeners[1].protocol", "by HTTP alone")]
    [TestCase("[{name: a, port: 443, protocol: HTTPS}]", "spec.listeners[0].protocol", "by HTTPS and has no certificate")]
    [TestCase("[{name: a, protocol: TLS, tls: {mode: Terminate, certificateRefs: []}}]", "spec.listeners[0].protocol", "by TLS and has no certificate")]
    public void Gateway_that_answers_without_TLS_is_reported(string listeners, string path, string words)
    {
        Finding finding = Judge(listeners).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo(path));
            Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
        }
    }

    [TestCase("[{name: a, port: 80, protocol: HTTP}, {name: b, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web}]}}]")]
    [TestCase("[{name: a, port: 443, protocol: TLS, tls: {mode: Passthrough}}]")]
    [TestCase("[{name: a, port: 443, protocol: HTTPS, tls: {options: {example.com/certificates: web}}}]")]
    [TestCase("[{name: a, port: 443, protocol: HTTPS, tls: '{{ .Values.tls }}'}]")]
    [TestCase("[{name: a, port: 80, protocol: '{{ .Values.protocol }}'}]")]
    [TestCase("[{name: a, port: 80, protocol: HTTP}, {name: b, port: 81, protocol: '{{ .Values.protocol }}'}]")]
    [TestCase("[{name: a, port: 5432, protocol: TCP}]")]
    [TestCase("'{{ .Values.listeners }}'")]
    [TestCase("[]")]
    public void Gateway_with_TLS_or_what_may_be_it_is_not_reported(string listeners) => Assert.That(Judge(listeners), Is.Empty);

    [Test]
    public void Certificates_of_the_load_balancer_count() =>
        Assert.That(Judge("[{name: a, port: 443, protocol: HTTPS}]", "networking.gke.io/certmap: web"), Is.Empty);

    [Test]
    public void A_Gateway_of_another_product_is_not_judged() =>
        Assert.That(Judge("[{name: a, port: 80, protocol: HTTP}]", group: "networking.istio.io"), Is.Empty);
}
