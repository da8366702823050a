using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class IngressWildcardHostTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string annotations = "") => new Manifest($$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: shop, annotations: { {{annotations}} } }
        spec: { {{spec}} }
        """).Judge<IngressWildcardHost>();

    [TestCase("rules: [{http: {paths: []}}]", "spec.rules[0].host", "every host.")]
    [TestCase("rules: [{host: ''}]", "spec.rules[0].host", "every host.")]
    [TestCase("rules: [{host: a.example.com}, {host: '*.example.com'}]", "spec.rules[1].host", "every host below '*.example.com'.")]
    [TestCase("defaultBackend: {service: {name: web}}", "metadata.name", "every host:")]
    public void Rule_without_a_full_host_is_reported(string spec, string path, string named)
    {
        Finding finding = Judge(spec).Single();

        Assert.That(finding.Location.Path, Is.EqualTo(path));
        Assert.That(finding.Message, Does.Contain(named));
    }

    [TestCase("rules: [{host: a.example.com}]")]
    [TestCase("rules: [{host: a.example.com}], defaultBackend: {service: {name: web}}")]
    [TestCase("rules: [{host: '{{ .Values.host }}'}]")]
    [TestCase("rules: '{{ .Values.rules }}'")]
    public void Full_or_unknown_host_is_not_reported(string spec)
    {
        Assert.That(Judge(spec), Is.Empty);
    }
}
