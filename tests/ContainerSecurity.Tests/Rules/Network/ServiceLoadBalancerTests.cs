using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class ServiceLoadBalancerTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string annotations = "", string kind = "Service") => new Manifest($$"""
        apiVersion: v1
        kind: {{kind}}
        metadata: {name: web, namespace: shop, annotations: { {{annotations}} } }
        spec: { {{spec}} }
        """).Judge<ServiceLoadBalancer>();

    private const string Annotation = "service.beta.kubernetes.io/load-balancer-source-ranges";

    [TestCase("type: LoadBalancer", "", "spec.type")]
    [TestCase("type: LoadBalancer, loadBalancerSourceRanges: []", "", "spec.type")]
    [TestCase("type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24, 0.0.0.0/0]", "", "spec.loadBalancerSourceRanges[1]")]
    [TestCase("type: LoadBalancer", Annotation + ": 0.0.0.0/0", "spec.type")]
    [TestCase("type: LoadBalancer", "service.beta.kubernetes.io/aws-load-balancer-internal: 'false'", "spec.type")]
    public void Load_balancer_for_everyone_is_reported(string spec, string annotations, string path)
    {
        Finding finding = Judge(spec, annotations).Single();

        Assert.That(finding.Location.Path, Is.EqualTo(path));
        Assert.That(finding.Message, Does.Contain("Allowed: the address blocks of its clients"));
    }

    [TestCase("type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24]", "")]
    [TestCase("type: LoadBalancer, loadBalancerSourceRanges: '{{ .Values.ranges }}'", "")]
    [TestCase("type: LoadBalancer, loadBalancerSourceRanges: ['{{ .Values.range }}']", "")]
    [TestCase("type: LoadBalancer", Annotation + ": 203.0.113.0/24")]
    [TestCase("type: LoadBalancer", "networking.gke.io/load-balancer-type: Internal")]
    [TestCase("type: LoadBalancer", "service.beta.kubernetes.io/azure-load-balancer-internal: 'true'")]
    [TestCase("type: LoadBalancer", "service.beta.kubernetes.io/aws-load-balancer-scheme: '{{ .Values.scheme }}'")]
    [TestCase("type: ClusterIP", "")]
    [TestCase("type: '{{ .Values.type }}'", "")]
    public void Load_balancer_for_some_and_other_services_are_not_reported(string spec, string annotations)
    {
        Assert.That(Judge(spec, annotations), Is.Empty);
    }
}
