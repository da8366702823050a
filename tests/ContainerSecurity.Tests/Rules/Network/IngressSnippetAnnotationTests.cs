using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class IngressSnippetAnnotationTests
{
    private static IReadOnlyList<Finding> Judge(string spec, string annotations = "") => new Manifest($$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: shop, annotations: { {{annotations}} } }
        spec: { {{spec}} }
        """).Judge<IngressSnippetAnnotation>();

    [TestCase("nginx.ingress.kubernetes.io/configuration-snippet")]
    [TestCase("nginx.ingress.kubernetes.io/auth-snippet")]
    [TestCase("nginx.org/server-snippets")]
    public void Snippet_is_reported_with_the_annotation(string annotation)
    {
        Finding finding = Judge("rules: []", $"{annotation}: 'return 200;'").Single();

        Assert.That(finding.Location.Path, Does.Contain(annotation));
        Assert.That(finding.Message, Does.Contain($"({annotation})"));
    }

    [TestCase("nginx.ingress.kubernetes.io/ssl-redirect")]
    [TestCase("example.com/configuration-snippet")]
    public void Other_annotation_is_not_reported(string annotation)
    {
        Assert.That(Judge("rules: []", $"{annotation}: 'true'"), Is.Empty);
    }

    private static IReadOnlyList<Finding> JudgeImage(string image) => new Manifest($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: ingress}
        spec: {template: {spec: {containers: [{name: controller, image: '{{image}}'}]} } }
        """).Judge<IngressSnippetAnnotation>();

    [TestCase("registry.k8s.io/ingress-nginx/controller:v1.11.4")]
    [TestCase("registry.k8s.io/ingress-nginx/controller-chroot:v1.12.0")]
    [TestCase("quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.33.0")]
    public void Controller_that_is_known_to_be_open_is_reported(string image)
    {
        Finding finding = JudgeImage(image).Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.template.spec.containers[0].image"));
        Assert.That(finding.Container, Is.EqualTo("controller"));
        Assert.That(finding.Message, Does.Contain("Allowed: 1.11.5, 1.12.1 or later"));
    }

    [TestCase("registry.k8s.io/ingress-nginx/controller:v1.11.5")]
    [TestCase("registry.k8s.io/ingress-nginx/controller:v1.12.1")]
    [TestCase("registry.k8s.io/ingress-nginx/controller:latest")]
    [TestCase("registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.4.4")]
    [TestCase("registry.k8s.io/ingress-nginx/controller:{{ .Values.tag }}")]
    public void Controller_of_another_or_unknown_version_is_not_reported(string image)
    {
        Assert.That(JudgeImage(image), Is.Empty);
    }
}
