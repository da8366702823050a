using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class ServiceNodePortTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string annotations = "", string kind = "Service") => new Manifest($$"""
        apiVersion: v1
        kind: {{kind}}
        metadata: {name: web, namespace: shop, annotations: { {{annotations}} } }
        spec: { {{spec}} }
        """).Judge<ServiceNodePort>();

    [Test]
    public void Node_port_is_reported()
    {
        Finding finding = Judge("type: NodePort").Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.type"));
        Assert.That(finding.Message, Does.Contain("NodePort").And.Contain("Allowed: ClusterIP"));
    }

    [TestCase("type: ClusterIP")]
    [TestCase("ports: [{port: 80}]")]
    [TestCase("type: '{{ .Values.type }}'")]
    [TestCase("type: nodeport")]
    public void Other_or_unknown_type_is_not_reported(string spec)
    {
        Assert.That(Judge(spec), Is.Empty);
    }
}
