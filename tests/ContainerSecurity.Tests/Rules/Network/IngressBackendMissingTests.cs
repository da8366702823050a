using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class IngressBackendMissingTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string meta = "name: web, namespace: shop", string ports = "ports: [{name: http, port: 80}]", string space = "shop") => new Manifest($$"""
        apiVersion: v1
        kind: Service
        metadata: { {{meta}} }
        spec: { {{ports}} }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: i, namespace: {{space}} }
        spec: { {{spec}} }
        """)
    { IsComplete = true }.Judge<IngressBackendMissing>();

    private static string Rule(string backend) => $"rules: [{{http: {{paths: [{{path: /, backend: {{{backend}}}}}]}}}}]";

    [TestCase("service: {name: wbe, port: {number: 80}}", "service.name")]
    [TestCase("service: {name: web, port: {number: 81}}", "service.port.number")]
    [TestCase("service: {name: web, port: {name: https}}", "service.port.name")]
    [TestCase("serviceName: wbe, servicePort: 80", "serviceName")]
    [TestCase("serviceName: web, servicePort: 81", "servicePort")]
    public void Backend_that_does_not_exist_is_reported(string backend, string path) =>
        Assert.That(Judge(Rule(backend)).Single().Location.Path, Is.EqualTo("spec.rules[0].http.paths[0].backend." + path));

    [TestCase("defaultBackend: {service: {name: wbe, port: {number: 80}}}")]
    [TestCase("backend: {serviceName: wbe, servicePort: 80}")]
    public void Default_backend_is_judged(string spec) => Assert.That(Judge(spec), Has.Count.EqualTo(1));

    [Test]
    public void Service_of_another_namespace_is_none() =>
        Assert.That(Judge(Rule("service: {name: web, port: {number: 80}}"), "name: web, namespace: elsewhere"), Has.Count.EqualTo(1));

    [TestCase("service: {name: web, port: {number: 80}}")]
    [TestCase("service: {name: web, port: {name: http}}")]
    [TestCase("serviceName: web, servicePort: http")]
    [TestCase("resource: {apiGroup: k8s.example.com, kind: Bucket, name: assets}")]
    [TestCase("service: {name: ssl-redirect, port: {name: use-annotation}}")]
    [TestCase("service: {name: '{{ .Values.name }}', port: {number: 80}}")]
    [TestCase("service: {name: web, port: {number: '{{ .Values.port }}'}}")]
    public void Backend_that_exists_or_may_is_not_reported(string backend) => Assert.That(Judge(Rule(backend)), Is.Empty);

    [TestCase("name: '{{ .Values.name }}', namespace: shop", "ports: [{port: 80}]", "shop")]
    [TestCase("name: web, namespace: '{{ .Release.Namespace }}'", "ports: [{port: 80}]", "shop")]
    [TestCase("name: web, namespace: elsewhere", "ports: [{port: 80}]", "'{{ .Release.Namespace }}'")]
    [TestCase("name: web, namespace: shop", "ports: '{{ .Values.ports }}'", "shop")]
    [TestCase("name: web, namespace: shop", "ports: [{port: '{{ .Values.port }}'}]", "shop")]
    public void Service_of_which_not_all_is_known_may_be_meant(string meta, string ports, string space) =>
        Assert.That(Judge(Rule("service: {name: web, port: {number: 80}}"), meta, ports, space), Is.Empty);
}
