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

    [TestCase("203.0.113.7", "203.0.113.7", ExpectedResult = true)]
    [TestCase("203.0.113.0/24", "203.0.113.255", ExpectedResult = true)]
    [TestCase("203.0.113.0/24", "203.0.114.0", ExpectedResult = false)]
    [TestCase("203.0.113.7", "203.0.113.70", ExpectedResult = false)]
    [TestCase("10.0.0.0/8", "010.0.0.1", ExpectedResult = false, Description = "8.0.0.1 for some")]
    [TestCase("10.0.0.0/8", "10.1", ExpectedResult = false)]
    [TestCase("10.0.0.0/8", "0x0a.0.0.1", ExpectedResult = false)]
    [TestCase("10.0.0.0/8", "'::ffff:10.0.0.1'", ExpectedResult = false)]
    [TestCase("2001:db8::/32", "'2001:DB8:0:0::1'", ExpectedResult = true)]
    [TestCase("2001:db8::/32", "'2001:db9::1'", ExpectedResult = false)]
    [TestCase("::1", "'0:0:0:0:0:0:0:1'", ExpectedResult = true)]
    [TestCase("::/0", "10.0.0.1", ExpectedResult = false)]
    [TestCase("0.0.0.0/0", "'fe80::1%eth0'", ExpectedResult = false)]
    [TestCase("0.0.0.0/0", "'{{ .Values.address }}'", ExpectedResult = false)]
    public bool Addresses_that_the_policy_names_are_allowed(string allowed, string address) => new Manifest($$"""
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {externalIPs: [{{address}}]}
        """).With("allowedExternalIPs", allowed).Judge<ServiceExternalIp>().Count == 0;

    [Test]
    public void Message_names_what_is_refused_and_what_is_allowed()
    {
        string message = new Manifest("{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {externalIPs: [10.0.0.1, 203.0.113.7]}}")
            .With("allowedExternalIPs", "10.0.0.0/8", "192.0.2.1").Judge<ServiceExternalIp>().Single().Message;

        Assert.That(message, Does.Contain("the addresses 203.0.113.7,").And.EndWith("Allowed: 10.0.0.0/8, 192.0.2.1."));
    }
}
