using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class NetworkPolicyAllowAllTests
{
    private static IReadOnlyList<Finding> Judge(string spec) => new Manifest($$"""
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: p, namespace: shop}
        spec: {podSelector: {}, {{spec}} }
        """).Judge<NetworkPolicyAllowAll>();

    [TestCase("ingress: [{}]", "spec.ingress[0]")]
    [TestCase("ingress: [{from: []}]", "spec.ingress[0]")]
    [TestCase("ingress: [{ports: [{port: 443}]}]", "spec.ingress[0]")]
    [TestCase("ingress: [{from: [{podSelector: {}}, {ipBlock: {cidr: 0.0.0.0/0}}]}]", "spec.ingress[0].from[1].ipBlock.cidr")]
    [TestCase("ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}]", "spec.ingress[0].from[0].ipBlock.cidr")]
    [TestCase("ingress: [{from: [{namespaceSelector: {}}]}]", "spec.ingress[0].from[0].namespaceSelector")]
    [TestCase("egress: [{}], policyTypes: [Egress]", "spec.egress[0]")]
    public void Rule_for_everyone_is_reported(string spec, string path)
    {
        Finding finding = Judge(spec).Single();

        Assert.That(finding.Location.Path, Is.EqualTo(path));
        Assert.That(finding.Message, Does.Contain("Allowed: peers"));
    }

    [TestCase("ingress: []")]
    [TestCase("ingress: [{from: [{podSelector: {}}]}]")]
    [TestCase("ingress: [{from: [{podSelector: {matchLabels: {app: web}}, namespaceSelector: {}}]}]")]
    [TestCase("ingress: [{from: [{namespaceSelector: {matchLabels: {team: shop}}}]}]")]
    [TestCase("ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]")]
    [TestCase("ingress: [{from: '{{ .Values.peers }}'}]")]
    [TestCase("ingress: [{from: [{ipBlock: {cidr: '{{ .Values.cidr }}'}}]}]")]
    [TestCase("ingress: [{}], policyTypes: [Egress]")]
    [TestCase("egress: [{ports: [{port: 443}]}]")]
    [TestCase("egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]")]
    public void Rule_for_some_or_for_who_is_not_known_is_not_reported(string spec)
    {
        Assert.That(Judge(spec), Is.Empty);
    }
}
