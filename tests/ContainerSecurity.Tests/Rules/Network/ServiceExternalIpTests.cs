using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class ServiceExternalIpTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string annotations = "", string kind = "Service") => new Manifest($$"""
        apiVersion: v1
        kind: {{kind}}
        metadata: {name: web, namespace: shop, annotations: { {{annotations}} } }
        spec: { {{spec}} }
        """).Judge<ServiceExternalIp>();

    [Test]
    public void External_address_is_reported_with_its_value()
    {
        Finding finding = Judge("externalIPs: [203.0.113.7, 203.0.113.8]").Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.externalIPs"));
        Assert.That(finding.Message, Does.Contain("203.0.113.7, 203.0.113.8"));
    }

    [TestCase("type: ClusterIP")]
    [TestCase("externalIPs: []")]
    [TestCase("externalIPs: '{{ .Values.addresses }}'")]
    public void Service_without_known_external_addresses_is_not_reported(string spec)
    {
        Assert.That(Judge(spec), Is.Empty);
    }

    [Test]
    public void Service_of_another_api_group_is_not_reported()
    {
        Assert.That(
            new Manifest(
                "{apiVersion: example.com/v1, kind: Service, metadata: {name: web}, spec: {externalIPs: [203.0.113.7]}}").Judge<ServiceExternalIp>(),
            Is.Empty);
    }
}
