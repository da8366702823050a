using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class ServiceExternalNameTests
{
    private static IReadOnlyList<Finding> Judge(string spec) => new Manifest($$"""
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: { {{spec}} }
        """).Judge<ServiceExternalName>();

    [TestCase("type: ExternalName, externalName: db.example.com", "'db.example.com'")]
    [TestCase("type: ExternalName, externalName: localhost", "'localhost'")]
    public void Service_for_a_name_is_reported(string spec, string words)
    {
        Finding finding = Judge(spec).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("spec.type"));
            Assert.That(finding.Message, Does.Contain(words));
        }
    }

    [TestCase("selector: {app: web}")]
    [TestCase("type: ClusterIP, externalName: db.example.com")]
    [TestCase("type: '{{ .Values.type }}', externalName: db.example.com")]
    public void Other_services_are_not_reported(string spec) => Assert.That(Judge(spec), Is.Empty);
}
