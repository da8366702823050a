using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class GatewayRouteAnyHostTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string kind = "HTTPRoute") => new Manifest($$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: {{kind}}
        metadata: {name: web, namespace: shop}
        spec: { {{spec}} }
        """).Judge<GatewayRouteAnyHost>();

    [TestCase("parentRefs: [{name: web}]", "HTTPRoute", "metadata.name", "every host of its listeners")]
    [TestCase("hostnames: []", "GRPCRoute", "metadata.name", "every host of its listeners")]
    [TestCase("hostnames: [a.example.com, '*.example.com']", "TLSRoute", "spec.hostnames[1]", "every host below '*.example.com'")]
    public void Route_without_full_hosts_is_reported(string spec, string kind, string path, string words)
    {
        Finding finding = Judge(spec, kind).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo(path));
            Assert.That(finding.Message, Does.Contain(words));
        }
    }

    [TestCase("hostnames: [a.example.com]", "HTTPRoute")]
    [TestCase("hostnames: ['{{ .Values.host }}']", "HTTPRoute")]
    [TestCase("hostnames: '{{ .Values.hosts }}'", "HTTPRoute")]
    [TestCase("parentRefs: [{name: web}]", "TCPRoute")]
    public void Full_or_unknown_hosts_and_routes_without_hosts_are_not_reported(string spec, string kind) => Assert.That(Judge(spec, kind), Is.Empty);
}
