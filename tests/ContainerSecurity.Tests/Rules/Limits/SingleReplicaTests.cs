using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class SingleReplicaTests
{
    private const string Deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {replicas: 1}";

    [TestCase("Deployment", "{}")]
    [TestCase("Deployment", "{replicas: 0}")]
    [TestCase("StatefulSet", "{replicas: 1}")]
    [TestCase("DeploymentConfig", "{replicas: 1}")]
    public void Workload_with_fewer_than_two_replicas_is_reported(string kind, string spec)
    {
        IReadOnlyList<Finding> findings = new Manifest($"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: web}}\nspec: {spec}").Judge<SingleReplica>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.replicas"));
        Assert.That(findings[0].Message, Does.Contain("at least 2"));
    }

    [TestCase("Deployment", "{replicas: 2}")]
    [TestCase("Deployment", "{replicas: '{{ .Values.replicas }}'}")]
    [TestCase("DaemonSet", "{}")]
    [TestCase("Job", "{}")]
    [TestCase("Pod", "{}")]
    public void Other_workloads_are_not_reported(string kind, string spec) =>
        Assert.That(new Manifest($"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: web}}\nspec: {spec}").Judge<SingleReplica>(), Is.Empty);

    [TestCase("autoscaling/v2", "HorizontalPodAutoscaler", "shop", "{kind: Deployment, name: web}", 0)]
    [TestCase("keda.sh/v1alpha1", "ScaledObject", "shop", "{name: web}", 0)]
    [TestCase("autoscaling/v2", "HorizontalPodAutoscaler", "shop", "{kind: Deployment, name: '{{ .Release.Name }}'}", 0)]
    [TestCase("autoscaling/v2", "HorizontalPodAutoscaler", "shop", "{kind: StatefulSet, name: web}", 1)]
    [TestCase("autoscaling/v2", "HorizontalPodAutoscaler", "shop", "{kind: Deployment, name: other}", 1)]
    [TestCase("autoscaling/v2", "HorizontalPodAutoscaler", "other", "{kind: Deployment, name: web}", 1)]
    public void Workload_that_somebody_scales_is_not_reported(string apiVersion, string kind, string space, string target, int expected)
    {
        var manifest = new Manifest(
            $"{Deployment}\n---\napiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: web, namespace: {space}}}\nspec: {{scaleTargetRef: {target}}}");

        Assert.That(manifest.Judge<SingleReplica>(), Has.Count.EqualTo(expected));
    }

    [Test]
    public void Policy_may_ask_for_more()
    {
        var manifest = new Manifest(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}")
        {
            Parameters = { ["minReplicas"] = ["3"] }
        };

        Assert.That(manifest.Judge<SingleReplica>().Select(f => f.Message), Is.EqualTo(new[] { "Deployment 'web' has replicas: 2. Allowed: at least 3." }));
    }
}
