using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class DashboardDeployedTests
{
    private static IReadOnlyList<Finding> JudgeWorkload(string image, string labels = "app: web") =>
        new Manifest($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: a}}, spec: {{template: {{metadata: {{labels: {{{labels}}}}}, spec: {{containers: [{{name: c, image: '{image}'}}]}}}}}}}}")
            .Judge<DashboardDeployed>();

    [TestCase("kubernetesui/dashboard:v2.7.0")]
    [TestCase("docker.io/kubernetesui/dashboard-web:1.6.0")]
    [TestCase("mirror.example.com/kubernetesui/dashboard-api")]
    [TestCase("k8s.gcr.io/kubernetes-dashboard-amd64:v1.10.1")]
    public void Image_of_the_dashboard_is_reported(string image) =>
        Assert.That(JudgeWorkload(image, "k8s-app: kubernetes-dashboard").Single().Container, Is.EqualTo("c"));

    [TestCase("k8s-app")]
    [TestCase("app.kubernetes.io/name")]
    public void Labels_of_the_dashboard_are_reported(string label) =>
        Assert.That(JudgeWorkload("registry.example.com/x", $"{label}: kubernetes-dashboard"), Has.Count.EqualTo(1));

    [TestCase("kubernetesui/metrics-scraper:v1.0.8", "k8s-app: dashboard-metrics-scraper")]
    [TestCase("grafana/grafana:11.0.0", "app: dashboard")]
    [TestCase("registry.example.com/my-kubernetesui/dashboards:1", "app: web")]
    [TestCase("{{ .Values.image }}", "app: '{{ .Values.app }}'")]
    public void Other_workload_is_not_reported(string image, string labels) => Assert.That(JudgeWorkload(image, labels), Is.Empty);

    [TestCase("{k8s-app: kubernetes-dashboard}", 1)]
    [TestCase("{k8s-app: web}", 0)]
    public void Service_that_leads_to_it_is_reported(string selector, int count) => Assert.That(
        new Manifest($"{{apiVersion: v1, kind: Service, metadata: {{name: a}}, spec: {{selector: {selector}}}}}").Judge<DashboardDeployed>(),
        Has.Count.EqualTo(count));
}
