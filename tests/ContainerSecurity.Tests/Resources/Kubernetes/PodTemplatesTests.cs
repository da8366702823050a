using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Tests.Resources.Kubernetes;

public class PodTemplatesTests
{
    private const string Privileged = "containers: [{name: app, image: registry.example/web:1.0, securityContext: {privileged: true}}]";
    private const string Harmless = "containers: [{name: app, image: registry.example/web:1.0}]";
    private static readonly Policy Baseline = Policy.Create().UseProfile(Profile.Baseline).Build();

    [TestCase("v1", "Pod", ".")]
    [TestCase("apps/v1", "Deployment", "spec.template")]
    [TestCase("extensions/v1beta1", "Deployment", "spec.template")]
    [TestCase("batch/v1", "CronJob", "spec.jobTemplate.spec.template")]
    [TestCase("batch.volcano.sh/v1alpha1", "Job", "spec.tasks.*.template")]
    [TestCase("argoproj.io/v1alpha1", "Rollout", "spec.template")]
    public void Kind_is_known_with_its_group(string version, string kind, string path) =>
        Assert.That(PodTemplates.Default.PathsOf(version, kind), Is.EqualTo(new[] { path }));

    [TestCase("v1", "Service")]
    [TestCase("example.com/v1", "Rollout")]
    public void Kind_of_another_group_is_not_known(string version, string kind) => Assert.That(PodTemplates.Default.PathsOf(version, kind), Is.Empty);

    [TestCase("apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nspec: {tasks: [{name: a, template: {spec: {@}}}, {name: b, template: {spec: {!}}}]}",
        "spec.tasks[1].template.spec")]
    [TestCase("apiVersion: kubeflow.org/v1\nkind: PyTorchJob\nspec: {pytorchReplicaSpecs: {Master: {template: {spec: {@}}}, Worker: {template: {spec: {!}}}}}",
        "spec.pytorchReplicaSpecs.Worker.template.spec")]
    [TestCase("apiVersion: ray.io/v1\nkind: RayCluster\nspec: {headGroupSpec: {template: {spec: {!}}}}", "spec.headGroupSpec.template.spec")]
    [TestCase("apiVersion: serving.knative.dev/v1\nkind: Revision\nspec: {!}", "spec")]
    [TestCase("apiVersion: serving.knative.dev/v1\nkind: Service\nspec: {template: {spec: {!}}}", "spec.template.spec")]
    [TestCase("apiVersion: unheard.example/v1\nkind: Thing\nspec: {template: {spec: {!}}}", "spec.template.spec")]
    public void Pods_of_custom_resources_are_judged_where_they_stand(string yaml, string path)
    {
        Decision decision = Judge(Baseline, yaml);

        Assert.That(decision.Findings.Select(f => f.Finding.Location.Path), Is.EqualTo(new[] { path + ".containers[0].securityContext.privileged" }));
    }

    [Test]
    public void What_is_said_of_an_object_with_several_pods_is_said_once()
    {
        const string Job = "apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nspec: {tasks: [{template: {spec: {@}}}, {template: {spec: {@}}}]}";
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build(),
            new PolicyEngineOptions { OnlyRules = ["default-namespace", "cpu-limit-missing"] });

        string[] found = [.. engine.Evaluate(Fill(Job), "a.yaml").Findings.Select(f => f.Finding.Rule.Slug).Order()];

        Assert.That(found, Is.EqualTo(new[] { "cpu-limit-missing", "cpu-limit-missing", "default-namespace" }));
    }

    [Test]
    public void Waiver_that_speaks_of_one_of_several_pods_is_not_idle()
    {
        const string Job = "apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nmetadata: {name: x, annotations: {containersecurity.io/ignore: 'CSEC2001 drives disks'}}\n"
            + "spec: {tasks: [{template: {spec: {!}}}, {template: {spec: {@}}}]}";

        Assert.That(Judge(Baseline, Job).Findings.Select(f => f.Waived), Is.EqualTo(new[] { "drives disks" }));
    }

    [Test]
    public void Custom_resource_without_a_pod_is_no_workload()
    {
        DocumentNode document = new DocumentReader().Read("apiVersion: ray.io/v1\nkind: RayCluster\nspec: {}", "a.yaml").Documents.Single();

        Assert.That(KubernetesReader.Read(document, []).Single(), Is.TypeOf<KubernetesResource>());
    }

    [Test]
    public void Policy_file_says_where_a_kind_carries_pods()
    {
        const string File = """
            kind: Policy
            profile: baseline
            pods:
              WebApp.example.com: spec.pods
              Pipeline.example.com: [spec.tasks.*.run, spec.cleanup]
            """;
        PolicyReadResult read = new PolicyReader(readFile: _ => File).Load("policy.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(Paths("apiVersion: example.com/v2\nkind: WebApp\nspec: {pods: {spec: {!}}}"),
                Is.EqualTo(new[] { "spec.pods.spec.containers[0].securityContext.privileged" }));
            Assert.That(
                Paths("apiVersion: example.com/v1\nkind: Pipeline\nspec: {tasks: {build: {run: {!}}}, cleanup: {!}}"),
                Is.EquivalentTo(new[] { "spec.tasks.build.run.containers[0].securityContext.privileged", "spec.cleanup.containers[0].securityContext.privileged" }));
        });

        IEnumerable<string> Paths(string yaml) => Judge(read.Policy, yaml).Findings.Select(f => f.Finding.Location.Path);
    }

    [TestCase("webapp: spec.pods", "'webapp' is no kind with its group")]
    [TestCase("WebApp.: spec.pods", "'WebApp.' is no kind with its group")]
    [TestCase("WebApp.example.com: spec..pods", "'spec..pods' is no path to a pod")]
    [TestCase("WebApp.example.com: []", "'WebApp.example.com' has no path to its pods")]
    [TestCase("WebApp.example.com: {a: b}", "'WebApp.example.com' has no path to its pods")]
    public void Policy_file_that_says_it_wrongly_is_refused(string entry, string message)
    {
        PolicyReadResult read = new PolicyReader(readFile: _ => $"kind: Policy\npods: {{ {entry} }}").Load("policy.yaml");

        Assert.That(read.Errors.Select(e => e.Message), Has.Some.StartsWith(message));
    }

    [Test]
    public void Code_that_says_it_wrongly_is_refused() =>
        Assert.That(() => Policy.Create().Pods("WebApp.example.com", "spec/pods"), Throws.ArgumentException);

    private static Decision Judge(Policy policy, string yaml) => new PolicyEngine(policy).Evaluate(Fill(yaml), "a.yaml");

    private static string Fill(string yaml) =>
        yaml.Replace("{!}", "{" + Privileged + "}", StringComparison.Ordinal).Replace("{@}", "{" + Harmless + "}", StringComparison.Ordinal);
}
