using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class GatewayOpenToNamespacesTests
{
    private static IReadOnlyList<Finding> Judge(string listeners) => new Manifest($$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: web, namespace: shop}
        spec: {gatewayClassName: example, listeners: {{listeners}} }
        """).Judge<GatewayOpenToNamespaces>();

    [Test]
    public void Each_listener_for_all_namespaces_is_reported()
    {
        IReadOnlyList<Finding> findings = Judge("""
            [{name: a, allowedRoutes: {namespaces: {from: All}}}, {name: b}, {name: c, allowedRoutes: {namespaces: {from: All}}}]
            """);

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[]
        {
            "spec.listeners[0].allowedRoutes.namespaces.from", "spec.listeners[2].allowedRoutes.namespaces.from",
        }));
    }

    [TestCase("[{name: a}]")]
    [TestCase("[{name: a, allowedRoutes: {namespaces: {from: Same}}}]")]
    [TestCase("[{name: a, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {a: b}}}}}]")]
    [TestCase("[{name: a, allowedRoutes: {namespaces: {from: '{{ .Values.from }}'}}}]")]
    [TestCase("'{{ .Values.listeners }}'")]
    public void Chosen_or_unknown_namespaces_are_not_reported(string listeners) => Assert.That(Judge(listeners), Is.Empty);
}
