using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageRetiredRegistryTests
{
    [TestCase("k8s.gcr.io/pause:3.5", "k8s.gcr.io has been frozen since 2023-04-03. Allowed: registry.k8s.io.")]
    [TestCase("us.gcr.io/k8s-artifacts-prod/pause:3.5", "Allowed: registry.k8s.io.")]
    [TestCase("gcr.io/google_containers/pause:3.0", "frozen since 2020-07")]
    [TestCase("docker.pkg.github.com/acme/web/web:1", "shut since 2025-02-24. Allowed: ghcr.io.")]
    [TestCase("acme-docker.bintray.io/web:1", "shut since 2021-05-01")]
    [TestCase("bitnamilegacy/redis:7.4", "docker.io/bitnamilegacy has been frozen since 2025-08-28")]
    [TestCase("quay.io/coreos/kube-state-metrics:v1.9.7", "registry.k8s.io/kube-state-metrics/kube-state-metrics")]
    public void Image_of_a_retired_registry_is_reported_with_date_and_successor(string image, string expected)
    {
        Finding finding = Manifest.WithImage(image).Judge<ImageRetiredRegistry>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].image"));
        Assert.That(finding.Message, Does.Contain(expected));
    }

    [TestCase("registry.k8s.io/pause:3.10")]
    [TestCase("gcr.io/acme/web:1")]
    [TestCase("quay.io/coreos/etcd:v3.6.0")]
    [TestCase("registry.example/k8s.gcr.io/pause:3.5")]
    [TestCase("bitnami/redis")]
    [TestCase("\"{{ .Values.registry }}/pause:3.5\"")]
    public void Image_of_a_living_or_unknown_registry_is_not_reported(string image)
    {
        Assert.That(Manifest.WithImage(image).Judge<ImageRetiredRegistry>(), Is.Empty);
    }
}
