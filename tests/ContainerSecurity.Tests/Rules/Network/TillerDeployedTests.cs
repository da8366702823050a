using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class TillerDeployedTests
{
    [TestCase("gcr.io/kubernetes-helm/tiller:v2.17.0")]
    [TestCase("docker.io/tiller:latest")]
    [TestCase("registry.example:5000/mirror/kubernetes-helm/tiller@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Image_of_Tiller_is_reported(string image)
    {
        IReadOnlyList<Finding> findings = new Manifest(
            $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {{containers: [{{name: app, image: '{image}'}}]}}").Judge<TillerDeployed>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Container, Is.EqualTo("app"));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.containers[0].image"));
    }

    [TestCase("name: tiller, app: helm", 1)]
    [TestCase("name: tiller", 0)]
    [TestCase("app: helm", 0)]
    public void Labels_of_Tiller_are_reported(string labels, int expected)
    {
        var manifest = new Manifest(
            $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web}}\nspec: {{template: {{metadata: {{labels: {{{labels}}}}}, spec: {{containers: [{{name: app, image: web}}]}}}}}}");

        Assert.That(manifest.Judge<TillerDeployed>(), Has.Count.EqualTo(expected));
    }

    [TestCase("tiller-deploy", "", 1)]
    [TestCase("web", "selector: {app: helm, name: tiller}", 1)]
    [TestCase("web", "selector: {app: web}", 0)]
    public void Service_of_Tiller_is_reported(string name, string spec, int expected) =>
        Assert.That(
            new Manifest($"apiVersion: v1\nkind: Service\nmetadata: {{name: {name}}}\nspec: {{{spec}}}").Judge<TillerDeployed>(),
            Has.Count.EqualTo(expected));

    [TestCase("busybox")]
    [TestCase("acme/tiller/web:1.0")]
    [TestCase("acme/tiller-proxy:1.0")]
    [TestCase("'{{ .Values.image }}'")]
    [TestCase("''")]
    public void Other_images_are_not_reported(string image) =>
        Assert.That(
            new Manifest(
                $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {{containers: [{{name: app, image: {image}}}]}}").Judge<TillerDeployed>(),
            Is.Empty);
}
