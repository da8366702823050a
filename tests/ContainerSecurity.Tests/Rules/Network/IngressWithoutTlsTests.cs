using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class IngressWithoutTlsTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string annotations = "") => new Manifest($$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: shop, annotations: { {{annotations}} } }
        spec: { {{spec}} }
        """).Judge<IngressWithoutTls>();

    [TestCase("rules: [{host: a.example.com}]", "spec.rules[0].host", "'a.example.com'")]
    [TestCase("rules: [{host: b.example.com}, {host: a.example.com}], tls: [{hosts: [b.example.com]}]", "spec.rules[1].host", "'a.example.com'")]
    [TestCase("rules: [{host: x.a.example.com}], tls: [{hosts: ['*.example.com']}]", "spec.rules[0].host", "'x.a.example.com'")]
    [TestCase("rules: [{http: {paths: []}}], tls: [{hosts: [a.example.com]}]", "spec.rules[0].host", "every host")]
    [TestCase("defaultBackend: {service: {name: web}}", "metadata.name", "every host")]
    public void Host_that_no_entry_covers_is_reported(string spec, string path, string named)
    {
        Finding finding = Judge(spec).Single();

        Assert.That(finding.Location.Path, Is.EqualTo(path));
        Assert.That(finding.Message, Does.Contain($"serves {named} without TLS"));
    }

    [TestCase("rules: [{host: a.example.com}], tls: [{hosts: [a.example.com]}]", "")]
    [TestCase("rules: [{host: a.example.com}], tls: [{hosts: ['*.example.com']}]", "")]
    [TestCase("rules: [{host: a.example.com}, {}], tls: [{secretName: all}]", "")]
    [TestCase("rules: [{host: a.example.com}], tls: '{{ .Values.tls }}'", "")]
    [TestCase("rules: [{host: a.example.com}], tls: [{hosts: ['{{ .Values.host }}']}]", "")]
    [TestCase("rules: [{host: '{{ .Values.host }}'}]", "")]
    [TestCase("rules: '{{ .Values.rules }}'", "")]
    [TestCase("rules: [{host: a.example.com}]", "alb.ingress.kubernetes.io/certificate-arn: 'arn:aws:acm:eu-west-1:1:certificate/1'")]
    [TestCase("rules: [{host: a.example.com}]", "networking.gke.io/managed-certificates: web")]
    public void Host_that_is_covered_or_may_be_is_not_reported(string spec, string annotations)
    {
        Assert.That(Judge(spec, annotations), Is.Empty);
    }
}
