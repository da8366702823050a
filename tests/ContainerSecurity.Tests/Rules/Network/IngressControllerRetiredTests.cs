using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class IngressControllerRetiredTests
{
    private static readonly DateTimeOffset After = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private static IReadOnlyList<Finding> JudgeImage(string image, DateTimeOffset? now = null) =>
        new Manifest($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: a}}, spec: {{template: {{spec: {{containers: [{{name: c, image: '{image}'}}]}}}}}}}}") { Now = now ?? After }
            .Judge<IngressControllerRetired>();

    private static IReadOnlyList<Finding> JudgeClass(string controller) =>
        new Manifest($"{{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {{name: nginx}}, spec: {{controller: {controller}}}}}") { Now = After }
            .Judge<IngressControllerRetired>();

    [TestCase("registry.k8s.io/ingress-nginx/controller:v1.14.3")]
    [TestCase("registry.k8s.io/ingress-nginx/controller-chroot@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("mirror.example.com/k8s/ingress-nginx/controller")]
    [TestCase("quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.33.0")]
    public void Image_of_the_controller_is_reported(string image)
    {
        Finding finding = JudgeImage(image).Single();

        Assert.That(finding.Container, Is.EqualTo("c"));
        Assert.That(finding.Message, Does.Contain("no release since 2026-03-31"));
    }

    [TestCase("docker.io/nginx/nginx-ingress:5.0")]
    [TestCase("registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.4.4")]
    [TestCase("docker.io/library/nginx:1.27")]
    public void Other_image_is_not_reported(string image) => Assert.That(JudgeImage(image), Is.Empty);

    [Test]
    public void Controller_is_not_reported_before_its_end() =>
        Assert.That(JudgeImage("registry.k8s.io/ingress-nginx/controller:v1.14.3", new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)), Is.Empty);

    [Test]
    public void Class_of_the_controller_is_reported() => Assert.That(JudgeClass("k8s.io/ingress-nginx").Single().Location.Path, Is.EqualTo("spec.controller"));

    [TestCase("nginx.org/ingress-controller")]
    [TestCase("'{{ .Values.controller }}'")]
    public void Other_class_is_not_reported(string controller) => Assert.That(JudgeClass(controller), Is.Empty);
}
