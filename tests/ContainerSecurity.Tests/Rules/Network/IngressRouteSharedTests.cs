using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class IngressRouteSharedTests
{
    private static IReadOnlyList<Finding> Judge(string first, string second, string firstMeta = "name: a, namespace: shop", string secondMeta = "name: b, namespace: elsewhere") => new Manifest($$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { {{firstMeta}} }
        spec: { {{first}} }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { {{secondMeta}} }
        spec: { {{second}} }
        """).Judge<IngressRouteShared>();

    private static string Rule(string host, string path) => $"rules: [{{{host} http: {{paths: [{{{path}}}]}}}}]";

    private static readonly string Shop = Rule("host: a.example.com,", "path: /, pathType: Prefix");

    [Test]
    public void Route_of_two_namespaces_is_reported_at_both()
    {
        IReadOnlyList<Finding> findings = Judge(Shop, Shop);

        Assert.That(findings.Select(f => f.Resource.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(findings.Select(f => f.Severity), Is.All.EqualTo(Severity.Medium));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.rules[0].http.paths[0].path"));
        Assert.That(findings[0].Message, Does.Contain("'a.example.com/'").And.Contain("Ingress elsewhere/b"));
    }

    [Test]
    public void Route_of_one_namespace_is_a_mistake() =>
        Assert.That(Judge(Shop, Shop, secondMeta: "name: b, namespace: shop").Select(f => f.Severity), Is.EqualTo(new[] { Severity.Low, Severity.Low }));

    [TestCase("host: A.example.com,", "path: /, pathType: Prefix")]
    [TestCase("host: a.example.com,", "pathType: Prefix")]
    [TestCase("host: a.example.com,", "path: /, pathType: ImplementationSpecific")]
    public void Route_that_is_written_otherwise_is_the_same(string host, string path) => Assert.That(Judge(Shop, Rule(host, path)), Has.Count.EqualTo(2));

    [Test]
    public void Every_host_is_taken_once() =>
        Assert.That(Judge(Rule("", "path: /a/, pathType: Prefix"), Rule("", "path: /a, pathType: Prefix")), Has.Count.EqualTo(2));

    [TestCase("host: b.example.com,", "path: /, pathType: Prefix")]
    [TestCase("host: a.example.com,", "path: /a, pathType: Prefix")]
    [TestCase("host: a.example.com,", "path: /, pathType: Exact")]
    [TestCase("", "path: /, pathType: Prefix")]
    [TestCase("host: '{{ .Values.host }}',", "path: /, pathType: Prefix")]
    [TestCase("host: a.example.com,", "path: '{{ .Values.path }}', pathType: Prefix")]
    public void Other_and_unknown_routes_are_not_reported(string host, string path) => Assert.That(Judge(Shop, Rule(host, path)), Is.Empty);

    [TestCase("name: a, namespace: shop")]
    [TestCase("name: b, namespace: elsewhere, annotations: {nginx.ingress.kubernetes.io/canary: 'true'}")]
    [TestCase("name: b, namespace: elsewhere, annotations: {alb.ingress.kubernetes.io/group.name: shop}")]
    [TestCase("name: b, namespace: '{{ .Release.Namespace }}'")]
    public void Same_object_and_those_that_share_are_not_reported(string meta) => Assert.That(Judge(Shop, Shop, secondMeta: meta), Is.Empty);

    [Test]
    public void Ingresses_of_other_classes_are_for_other_controllers()
    {
        Assert.That(Judge("ingressClassName: inside, " + Shop, "ingressClassName: outside, " + Shop), Is.Empty);
        Assert.That(Judge("ingressClassName: inside, " + Shop, Shop,
            secondMeta: "name: b, namespace: elsewhere, annotations: {kubernetes.io/ingress.class: inside}"), Has.Count.EqualTo(2));
    }
}
