using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Resources.Kubernetes;

public class CustomResourceTests
{
    private const string Bad = "{name: app, image: 'registry.example/web:1.0', securityContext: {privileged: true}}";
    private const string Plain = "{name: app, image: 'registry.example/web:1.0'}";

    [TestCase("argoproj.io/v1alpha1", "Workflow", "templates: [{name: t, container: @}]")]
    [TestCase("argoproj.io/v1alpha1", "Workflow", "templates: [{name: t, script: @}]")]
    [TestCase("argoproj.io/v1alpha1", "Workflow", "templates: [{name: t, containerSet: {containers: [@]}}]")]
    [TestCase("argoproj.io/v1alpha1", "Workflow", "templates: [{name: t, container: %, sidecars: [@]}]")]
    [TestCase("argoproj.io/v1alpha1", "Workflow", "templates: [{name: t, container: %, initContainers: [@]}]")]
    [TestCase("argoproj.io/v1alpha1", "Workflow", "templateDefaults: {container: @}")]
    [TestCase("argoproj.io/v1alpha1", "Workflow", "podSpecPatch: '{\"containers\": [{\"name\": \"main\", \"securityContext\": {\"privileged\": true}}]}'")]
    [TestCase("argoproj.io/v1alpha1", "CronWorkflow", "workflowSpec: {templates: [{name: t, container: @}]}")]
    [TestCase("argoproj.io/v2", "WorkflowTemplate", "templates: [{name: t, container: @}]")]
    [TestCase("argoproj.io/v1alpha1", "ClusterWorkflowTemplate", "templates: [{name: t, dag: {tasks: [{name: a, inline: {container: @}}]}}]")]
    [TestCase("tekton.dev/v1", "Task", "steps: [@]")]
    [TestCase("tekton.dev/v1beta1", "ClusterTask", "steps: [%], sidecars: [@]")]
    [TestCase("tekton.dev/v1", "Task", "steps: [%], stepTemplate: {securityContext: {privileged: true}}")]
    [TestCase("tekton.dev/v1", "Pipeline", "tasks: [{name: a, taskSpec: {steps: [@]}}]")]
    [TestCase("tekton.dev/v1", "PipelineRun", "pipelineSpec: {finally: [{name: a, taskSpec: {steps: [@]}}]}")]
    [TestCase("tekton.dev/v1", "TaskRun", "taskSpec: {steps: [@]}")]
    [TestCase("jobset.x-k8s.io/v1alpha2", "JobSet", "replicatedJobs: [{name: a, template: {spec: {template: {spec: {containers: [@]}}}}}]")]
    [TestCase("keda.sh/v1alpha1", "ScaledJob", "jobTargetRef: {template: {spec: {containers: [@]}}}")]
    [TestCase("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet", "leaderWorkerTemplate: {workerTemplate: {spec: {containers: [@]}}}")]
    [TestCase("serving.knative.dev/v1", "Service", "template: {spec: {containers: [@]}}")]
    [TestCase("ray.io/v1", "RayCluster", "workerGroupSpecs: [{template: {spec: {containers: [@]}}}]")]
    [TestCase("kubeflow.org/v1", "PyTorchJob", "pytorchReplicaSpecs: {Worker: {template: {spec: {containers: [@]}}}}")]
    [TestCase("batch.volcano.sh/v1alpha1", "Job", "tasks: [{template: {spec: {containers: [@]}}}]")]
    [TestCase("sparkoperator.k8s.io/v1beta2", "SparkApplication", "driver: {cores: 1, securityContext: {privileged: true}}")]
    [TestCase("sparkoperator.k8s.io/v1beta2", "SparkApplication", "executor: {cores: 1, sidecars: [@]}")]
    [TestCase("sparkoperator.k8s.io/v1beta2", "SparkApplication", "driver: {template: {spec: {containers: [@]}}}")]
    [TestCase("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "nodeSets: [{name: a, podTemplate: {spec: {containers: [@]}}}]")]
    [TestCase("beat.k8s.elastic.co/v1beta1", "Beat", "daemonSet: {podTemplate: {spec: {initContainers: [@]}}}")]
    [TestCase("monitoring.coreos.com/v1", "Prometheus", "replicas: 2, containers: [@]")]
    [TestCase("monitoring.coreos.com/v1", "Alertmanager", "initContainers: [@]")]
    [TestCase("kafka.strimzi.io/v1beta2", "Kafka", "kafka: {template: {kafkaContainer: {securityContext: {privileged: true}}}}")]
    [TestCase("flink.apache.org/v1beta1", "FlinkDeployment", "taskManager: {podTemplate: {spec: {containers: [@]}}}")]
    [TestCase("kubernetes.crossplane.io/v1alpha2", "Object",
        "forProvider: {manifest: {apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {template: {spec: {containers: [@]}}}}}")]
    [TestCase("apiextensions.crossplane.io/v1", "Composition",
        "resources: [{name: a, base: {apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: [@]}}}]")]
    [TestCase("kro.run/v1alpha1", "ResourceGraphDefinition",
        "resources: [{id: a, template: {apiVersion: v1, kind: Pod, metadata: {name: '${schema.spec.name}'}, spec: {containers: [@]}}}]")]
    [TestCase("work.open-cluster-management.io/v1", "ManifestWork",
        "workload: {manifests: [{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: [@]}}]}")]
    [TestCase("unheard.example/v1", "Thing", "template: {spec: {containers: [@]}}")]
    [TestCase("unheard.example/v1", "Thing", "workers: {a: {podTemplate: {spec: {initContainers: [@]}}}}")]
    [TestCase("unheard.example/v1", "Thing", "manager: @")]
    [TestCase("unheard.example/v1", "Thing", "controllers: {main: {containers: {main: @}}}")]
    public void Privileged_container_of_a_custom_resource_is_found_once(string version, string kind, string spec)
    {
        Decision decision = Judge(version, kind, spec);

        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC2001" }));
    }

    [TestCase("containers: [@]")]
    [TestCase("main: @")]
    public void Container_beside_the_kind_of_a_custom_resource_is_found(string body) =>
        Assert.That(
            JudgeText($"apiVersion: unheard.example/v1\nkind: Thing\nmetadata: {{name: x}}\n{Fill(body)}").Findings.Select(f => f.Finding.Rule.Id),
            Is.EqualTo(new[] { "CSEC2001" }));

    [TestCase("objects: [{apiVersion: v1, kind: Pod, metadata: {name: '${NAME}'}, spec: {containers: [@]}}]", "CSEC2001")]
    [TestCase("objects: [{apiVersion: apps.openshift.io/v1, kind: DeploymentConfig, metadata: {name: x}, spec: {template: {spec: {containers: [@]}}}}]",
        "CSEC2001")]
    [TestCase("objects: [{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: [{name: a, image: '${IMAGE}', securityContext: {privileged: '${{P}}'}}]}}]", "")]
    public void Objects_of_a_template_are_judged_with_their_parameters_unknown(string body, string expected)
    {
        foreach (string version in new[] { "v1", "template.openshift.io/v1" })
            Assert.That(
                string.Join(" ", JudgeText($"apiVersion: {version}\nkind: Template\nmetadata: {{name: t}}\n{Fill(body)}")
                    .Findings.Select(f => f.Finding.Rule.Id)),
                Is.EqualTo(expected));
    }

    [TestCase("argoproj.io/v1alpha1", "Workflow", "templates: [{name: t, container: %}]")]
    [TestCase("tekton.dev/v1", "Task", "steps: [%]")]
    [TestCase("monitoring.coreos.com/v1", "Prometheus", "containers: [%]")]
    [TestCase("unheard.example/v1", "Thing", "template: {spec: {containers: [%]}}")]
    [TestCase("unheard.example/v1", "Thing", "template: {spec: {volumes: [{name: a, secret: {secretName: b}}], containers: [{name: istio-proxy}]}}")]
    public void What_an_operator_completes_is_not_reported_as_missing(string version, string kind, string spec)
    {
        Decision decision = Judge(version, kind, spec, Profile.All);

        Assert.Multiple(() =>
        {
            Assert.That(decision.Findings.Where(f => f.Finding.Rule.Id[4] is '2' or '6').Select(f => f.Finding.ToString()), Is.Empty);
            Assert.That(decision.Errors, Is.Empty);
            Assert.That(decision.NotEvaluated, Is.Empty);
        });
    }

    [TestCase("argoproj.io/v1alpha1", "Workflow", "hostNetwork: true, templates: [{name: t, container: %}]", "CSEC3001")]
    [TestCase("monitoring.coreos.com/v1", "Prometheus", "hostNetwork: true", "CSEC3001")]
    [TestCase("sparkoperator.k8s.io/v1beta2", "SparkApplication", "driver: {hostNetwork: true}", "CSEC3001")]
    [TestCase("argoproj.io/v1alpha1", "Workflow", "volumes: [{name: a, hostPath: {path: /}}]", "CSEC3004")]
    [TestCase("unheard.example/v1", "Thing", "deep: {er: [{hostPID: true}]}", "CSEC3002")]
    public void Host_access_of_a_custom_resource_is_found(string version, string kind, string spec, string rule) =>
        Assert.That(Judge(version, kind, spec).Findings.Select(f => f.Finding.Rule.Id), Does.Contain(rule));

    [TestCase("argoproj.io/v1alpha1", "Workflow", "securityContext: {runAsUser: 0}, templates: [{name: t, container: %}]")]
    [TestCase("kafka.strimzi.io/v1beta2", "Kafka", "kafka: {template: {pod: {securityContext: {runAsUser: 0}}}}")]
    [TestCase("monitoring.coreos.com/v1", "Prometheus", "image: 'registry.example/p:1', securityContext: {runAsUser: 0}")]
    [TestCase("sparkoperator.k8s.io/v1beta2", "SparkApplication", "driver: {podSecurityContext: {runAsUser: 0}, image: 'registry.example/p:1'}")]
    public void Root_user_of_a_pod_of_a_custom_resource_is_found(string version, string kind, string spec) =>
        Assert.That(Judge(version, kind, spec, Profile.Restricted).Findings.Select(f => f.Finding.Rule.Id), Does.Contain("CSEC2004"));

    [TestCase("apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\nspec: {versions: [{schema: {openAPIV3Schema: {properties: {containers: [@]}}}}]}")]
    [TestCase("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  a: |\n    containers: [@]")]
    [TestCase("apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: x}\nspec: {rules: [{name: a, validate: {pattern: {spec: {containers: [@]}}}}]}")]
    [TestCase("apiVersion: templates.gatekeeper.sh/v1\nkind: ConstraintTemplate\nmetadata: {name: x}\nspec: {targets: [{containers: [@]}]}")]
    [TestCase("apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\nmetadata: {name: x}\nspec: {schema: {apiVersion: v1alpha1, kind: App, spec: {image: string, ports: integer}}}")]
    [TestCase("apiVersion: cluster.example/v1\nkind: Machine\nmetadata: {name: x}\nspec: {name: a, image: ubuntu-2204, flavor: big}")]
    [TestCase("apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: {name: x}\nspec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: x}, resourcePolicy: {containerPolicies: [{containerName: a}]}}")]
    public void What_only_describes_containers_is_no_container(string yaml)
    {
        Decision decision = JudgeText(Fill(yaml));

        Assert.Multiple(() =>
        {
            Assert.That(decision.Findings, Is.Empty);
            Assert.That(decision.NotEvaluated, Is.Empty);
            Assert.That(decision.Errors, Is.Empty);
        });
    }

    [Test]
    public void Text_that_looks_like_containers_and_cannot_be_read_is_told_once()
    {
        Decision decision = JudgeText("apiVersion: unheard.example/v1\nkind: Thing\nmetadata: {name: x}\nspec:\n  patch: |\n    containers:\n      - name: [a\n    hostNetwork: true\n");

        Assert.Multiple(() =>
        {
            Assert.That(decision.IsAllowed, Is.False);
            Assert.That(decision.NotEvaluated.Single().Message, Does.StartWith("'spec.patch' is a text that looks like containers and cannot be read"));
        });
    }

    [Test]
    public void Custom_resource_with_too_many_pods_is_not_allowed()
    {
        string pods = string.Join(", ", Enumerable.Repeat("{containers: [{name: a}]}", 1001));
        Decision decision = Judge("unheard.example/v1", "Thing", $"pods: [{pods}]");

        Assert.Multiple(() =>
        {
            Assert.That(decision.NotEvaluated.Select(n => n.Message),
                Is.EqualTo(new[] { "The object has more than 1000 pods; those from here on were not judged." }));
            Assert.That(decision.IsAllowed, Is.False);
        });
    }

    [TestCase(8, 0)]
    [TestCase(9, 1)]
    public void Objects_within_objects_are_judged_to_a_depth(int depth, int errors)
    {
        string yaml = "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}";
        for (int i = 0; i < depth; i++)
            yaml = $"{{apiVersion: unheard.example/v1, kind: Thing, metadata: {{name: x}}, spec: {{manifest: {yaml}}}}}";

        Assert.That(JudgeText(yaml).Errors, Has.Count.EqualTo(errors));
    }

    [Test]
    public void Rollout_that_refers_to_a_workload_has_no_pod_of_its_own()
    {
        Decision decision = Judge("argoproj.io/v1alpha1", "Rollout", "workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}", Profile.All);

        Assert.That(decision.Findings.Where(f => f.Finding.Rule.Id[4] is '2' or '6'), Is.Empty);
    }

    [TestCase("apiVersion: admission.k8s.io/v1\nkind: AdmissionReview\nrequest: {uid: a, object: {apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: [@]}}}", 1)]
    [TestCase("- {apiVersion: admission.k8s.io/v1, kind: AdmissionReview, request: {object: {apiVersion: v1, kind: Pod, spec: {containers: [@]}}}}\n- {apiVersion: admission.k8s.io/v1, kind: AdmissionReview, request: {object: {apiVersion: v1, kind: Pod, spec: {containers: [@]}}}}", 2)]
    [TestCase("apiVersion: admission.k8s.io/v1\nkind: AdmissionReviewList\nitems: [{request: {object: {apiVersion: v1, kind: Pod, spec: {containers: [@]}}}}]",
        1)]
    public void Object_of_a_review_is_judged(string yaml, int count) =>
        Assert.That(JudgeText(Fill(yaml)).Findings.Select(f => f.Finding.Rule.Id), Is.EqualTo(Enumerable.Repeat("CSEC2001", count)));

    [Test]
    public void Object_of_a_review_that_is_none_is_an_error() =>
        Assert.That(JudgeText("apiVersion: admission.k8s.io/v1\nkind: AdmissionReview\nrequest: {object: {spec: {containers: []}}}").Errors, Is.Not.Empty);

    [Test]
    public void Container_at_any_place_of_a_custom_resource_is_found_or_told()
    {
        var random = new Random(7);
        string[] keys = ["spec", "template", "podTemplate", "containers", "workers", "a", "items", "steps", "schema", "values", "pod", "image", "data", "env"];
        for (int i = 0; i < 400; i++)
        {
            string body = Fill("@");
            string path = "";
            for (int depth = random.Next(1, 12); depth > 0; depth--)
            {
                string key = keys[random.Next(keys.Length)];
                path = key + "." + path;
                body = random.Next(3) == 0 ? $"{{{key}: [{body}]}}" : $"{{{key}: {body}}}";
            }
            Decision decision = JudgeText($"apiVersion: unheard.example/v1\nkind: Thing\nmetadata: {{name: x}}\nspec: {body}");

            Assert.That(decision.Findings.Count(f => f.Finding.Rule.Id == "CSEC2001") + decision.NotEvaluated.Count, Is.GreaterThan(0), path);
        }
    }

    [TestCase("{image: 'registry.example/web:1.0', securityContext: {privileged: true}}", "spec.containers[0]")]
    [TestCase("{name: '', image: 'registry.example/web:1.0', securityContext: {privileged: true}}", "spec.containers[0]")]
    public void Container_without_a_name_is_reported_and_judged(string container, string path)
    {
        Decision decision = JudgeText($"apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nspec: {{containers: [{container}]}}");

        Assert.Multiple(() =>
        {
            Assert.That(decision.Errors.Select(e => e.Message), Has.One.StartsWith($"'{path}' has no name"));
            Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC2001" }));
        });
    }

    /// <summary>Knative names the one container of a service itself.</summary>
    [Test]
    public void Container_of_a_custom_resource_needs_no_name()
    {
        Decision decision = Judge("serving.knative.dev/v1", "Service", "template: {spec: {containers: [{image: 'registry.example/web:1.0'}]}}");

        Assert.That(decision.Errors, Is.Empty);
    }

    private static Decision Judge(string version, string kind, string spec, Profile profile = Profile.Baseline) =>
        JudgeText($"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: x, namespace: shop}}\nspec: {{{Fill(spec)}}}", profile);

    private static Decision JudgeText(string yaml, Profile profile = Profile.Baseline) =>
        new PolicyEngine(Policy.Create().UseProfile(profile).Build()).Evaluate(yaml, "a.yaml");

    private static string Fill(string text) => text.Replace("@", Bad, StringComparison.Ordinal).Replace("%", Plain, StringComparison.Ordinal);
}
