using System.Text.Json.Nodes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Tests.Resources.Kubernetes;

/// <summary>Objects of Kubernetes' own kinds are read and written as Go does, and completed with the API server's defaults.</summary>
public class TypedObjectTests
{
    [TestCase("annotations:", "annotations")]
    [TestCase("labels: {}", "labels")]
    [TestCase("finalizers: []", "finalizers")]
    [TestCase("generateName: ''", "generateName")]
    [TestCase("misspelt: x", "misspelt")]
    public void What_says_nothing_is_gone(string field, string name) =>
        Assert.That(Decode($$"""{apiVersion: v1, kind: Pod, metadata: {name: p, {{field}} }, spec: {containers: []} }"""), Does.Not.Contain($"\"{name}\""));

    [TestCase("hostNetwork: false", "hostNetwork")]
    [TestCase("initContainers: []", "initContainers")]
    [TestCase("securityContext: null", "securityContext")]
    [TestCase("nodeName: ''", "nodeName")]
    public void Zero_of_a_field_that_need_not_be_written_is_gone(string field, string name) =>
        Assert.That(Decode(Pod("", field)), Does.Not.Contain($"\"{name}\""));

    [TestCase("automountServiceAccountToken: false", "\"automountServiceAccountToken\":false")]
    [TestCase("securityContext: {}", "\"securityContext\":{}")]
    [TestCase("securityContext: {runAsUser: 0, runAsNonRoot: false}", "\"securityContext\":{\"runAsUser\":0,\"runAsNonRoot\":false}")]
    [TestCase("terminationGracePeriodSeconds: 0", "\"terminationGracePeriodSeconds\":0")]
    [TestCase("shareProcessNamespace: no", "\"shareProcessNamespace\":false")]
    public void Zero_of_a_pointer_stays(string field, string expected) => Assert.That(Decode(Pod("", field)), Does.Contain(expected));

    [TestCase("2", "2")]
    [TestCase("0.5", "500m")]
    [TestCase("'1000m'", "1")]
    [TestCase("1024Mi", "1Gi")]
    [TestCase("1e3", "1k")]
    [TestCase("'1e3'", "1e3")]
    [TestCase("1536Ki", "1536Ki")]
    [TestCase("0.5Gi", "512Mi")]
    [TestCase("512", "512")]
    [TestCase("1Ki", "1Ki")]
    [TestCase("0.5Ki", "512")]
    [TestCase("100u", "1m")]
    [TestCase("0", "0")]
    [TestCase("1000000", "1M")]
    public void Amounts_are_written_in_their_shortest_form(string written, string expected) =>
        Assert.That(Decode(Pod($"resources: {{limits: {{cpu: {written}}}}}")), Does.Contain($"\"limits\":{{\"cpu\":\"{expected}\"}}"));

    [Test]
    public void Empty_value_of_a_variable_is_gone() => Assert.That(Decode(Pod("env: [{name: A, value: ''}]")), Does.Contain("\"env\":[{\"name\":\"A\"}]"));

    [Test]
    public void Role_without_rules_has_null_ones_and_one_with_none_has_none()
    {
        Assert.That(Decode("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}}"), Does.Contain("\"rules\":null"));
        Assert.That(Decode("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}, rules: []}"), Does.Contain("\"rules\":[]"));
    }

    [Test]
    public void Null_among_items_is_an_empty_one() =>
        Assert.That(Decode("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: null, b: x}}"), Does.Contain("\"data\":{\"a\":\"\",\"b\":\"x\"}"));

    [Test]
    public void Custom_resource_has_no_type() =>
        Assert.That(Read("{apiVersion: example.com/v1, kind: Pod, metadata: {name: p}, spec: {hostNetwork: false}}"), Is.Null);

    [TestCase("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: 1}}", "'data.a' must be text")]
    [TestCase("{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas: '3'}}", "'spec.replicas' must be an integer")]
    [TestCase("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {hostNetwork: 'true', containers: []}}", "'spec.hostNetwork' must be true or false")]
    [TestCase("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: {name: a}}}", "'spec.containers' must be a list")]
    [TestCase("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, resources: {limits: {cpu: lots}}}]}}", "must be a quantity")]
    [TestCase("{apiVersion: v1, kind: Secret, metadata: {name: p}, data: {a: '***'}}", "'data.a' must be text in base64")]
    public void What_the_api_server_cannot_read_is_an_error_with_its_place(string yaml, string message)
    {
        TypedObject read = Read(yaml)!;

        Assert.That(read.Errors.Select(e => e.Message), Has.One.Contains(message));
        Assert.That(read.Errors[0].Span.Column, Is.GreaterThan(1));
    }

    [Test]
    public void Templates_stay_unknown_and_nothing_is_told_of_them()
    {
        MappingNode spec = (MappingNode)Read("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {hostNetwork: '{{ .net }}', dnsPolicy: '{{ .dns }}', containers: [{name: a, image: '{{ .image }}'}]}}")!.Node["spec"]!;
        CelValue container = DocumentValue.Of(((SequenceNode)spec["containers"]!).Items[0]);

        Assert.That(DocumentValue.Of(spec["hostNetwork"]).IsUnknown && DocumentValue.Of(spec["dnsPolicy"]).IsUnknown, Is.True);
        Assert.That(container.As<CelMap>()!.TryGetField("imagePullPolicy", out CelValue policy) && policy.IsUnknown, Is.True);
    }

    [Test]
    public void Only_the_first_fields_that_are_not_read_are_told()
    {
        string fields = string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"x{i}: 1"));

        Assert.That(Read($"{{apiVersion: v1, kind: Pod, metadata: {{name: p}}, spec: {{containers: [], {fields}}}}}")!.UnknownFields, Has.Count.EqualTo(100));
    }

    [Test]
    public void Open_mapping_gets_no_defaults()
    {
        var file = new SourceFile("Program.cs");
        ScalarNode Text(string text) => new(file, SourceSpan.FileStart, text, ScalarStyle.Quoted);
        MappingNode Map(
            bool isOpen,
            params (string Key, DocumentNode Value)[] entries) => new(
                file,
                SourceSpan.FileStart,
                [.. entries.Select(e => new MappingEntry(e.Key, SourceSpan.FileStart, e.Value))],
                isOpen);
        MappingNode pod = Map(false, ("apiVersion", Text("v1")), ("kind", Text("Pod")), ("spec", Map(true, ("hostname", Text("h")))));

        MappingNode spec = (MappingNode)TypedObject.Read(pod)!.Node["spec"]!;

        Assert.That(spec.IsOpen, Is.True);
        Assert.That(spec.Entries.Select(e => e.Key), Is.EqualTo(new[] { "hostname" }));
    }

    [TestCase(
        "core.v1.PodSpec", Pods, "\"dnsPolicy\":\"ClusterFirst\"", "\"restartPolicy\":\"Always\"",
        "\"securityContext\":{}", "\"enableServiceLinks\":true")]
    [TestCase("requests from limits", Pods, "\"requests\":{\"cpu\":\"1\"}")]
    [TestCase("pull policy", Pods, "\"imagePullPolicy\":\"IfNotPresent\"", "\"imagePullPolicy\":\"Always\"")]
    [TestCase("ports", Pods, "\"containerPort\":80,\"protocol\":\"TCP\"")]
    [TestCase("deployment", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {template: {spec: {containers: [{name: a}]}}}}",
        "\"replicas\":1", "\"strategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"maxUnavailable\":\"25%\",\"maxSurge\":\"25%\"}}")]
    [TestCase(
        "recreate",
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {strategy: {type: Recreate}}}",
        "\"strategy\":{\"type\":\"Recreate\"}")]
    [TestCase(
        "service",
        "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 80}]}}",
        "\"type\":\"ClusterIP\"",
        "\"port\":80,\"protocol\":\"TCP\",\"targetPort\":80")]
    [TestCase(
        "job",
        "{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {template: {spec: {containers: []}}}}",
        "\"backoffLimit\":6",
        "\"completions\":1",
        "\"suspend\":false")]
    [TestCase(
        "policy",
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: n}, spec: {egress: [{}]}}",
        "\"policyTypes\":[\"Ingress\",\"Egress\"]")]
    [TestCase("secret", "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: b}}", "\"data\":{\"a\":\"Yg==\"}", "\"type\":\"Opaque\"")]
    [TestCase("binding", "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: b}, roleRef: {kind: Role, name: r}, subjects: [{kind: User, name: u}, {kind: ServiceAccount, name: s}]}", "\"subjects\":[{\"kind\":\"User\",\"name\":\"u\",\"apiGroup\":\"rbac.authorization.k8s.io\"},{\"kind\":\"ServiceAccount\",\"name\":\"s\"}]")]
    public void Absent_fields_get_their_defaults(string what, string yaml, params string[] expected)
    {
        string text = Json(Read(yaml)!.Node);

        Assert.That(expected.Where(e => !text.Contains(e, StringComparison.Ordinal)), Is.Empty, $"{what}: {text}");
    }

    [TestCase("{apiVersion: v1, kind: Pod, metadata: {generateName: web-}, spec: {containers: [{name: a, resources: {limits: {cpu: 1, memory: 1Gi}}}]}, status: {phase: Running}}", "\"name\":\"web-", "\"namespace\":\"shop\"", "\"generation\":1", "\"status\":{\"phase\":\"Pending\",\"qosClass\":\"Guaranteed\"}", "\"priority\":0", "node.kubernetes.io/unreachable")]
    [TestCase("{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {}, status: {replicas: 3}}", "\"status\":{}")]
    public void Creation_names_and_numbers_an_object(string yaml, params string[] expected)
    {
        MappingNode created = TypedObject.Read(Document(yaml), ObjectStage.Created, "shop")!.Node;

        Assert.That(expected.Where(e => !Json(created).Contains(e, StringComparison.Ordinal)), Is.Empty, Json(created));
        Assert.That(((MappingNode)created["metadata"]!)["uid"], Is.InstanceOf<UnknownNode>());
    }

    [TestCase(Pods)]
    [TestCase("{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: d}, spec: {volumeClaimTemplates: [{metadata: {name: v}, spec: {resources: {requests: {storage: 1024Mi}}}}]}}")]
    [TestCase("{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: h}, spec: {maxReplicas: 3, behavior: {}}}")]
    [TestCase("{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {type: LoadBalancer, ports: [{port: 80}]}}")]
    public void Reading_what_was_read_changes_nothing(string yaml)
    {
        foreach (ObjectStage stage in Enum.GetValues<ObjectStage>())
        {
            MappingNode once = TypedObject.Read(Document(yaml), stage, "shop")!.Node;
            string twice = Json(TypedObject.Read(once, stage, "shop")!.Node);
            Assert.That(JsonNode.DeepEquals(JsonNode.Parse(twice), JsonNode.Parse(Json(once))), Is.True, $"{stage}: {twice}");
        }
    }

    [Test]
    public void Positions_are_those_of_the_document_and_defaults_are_missing_there()
    {
        MappingNode spec = (MappingNode)Read("apiVersion: v1\nkind: Pod\nspec:\n  hostPID: true\n")!.Node["spec"]!;

        Assert.That((spec["hostPID"]!.Span.Line, spec["hostPID"]!.Span.Column), Is.EqualTo((4, 12)));
        Assert.That(DocumentLocation.Of(spec["dnsPolicy"]!), Has.Property("IsMissing").True.And.Property("Path").EqualTo("spec.dnsPolicy"));
        Assert.That(DocumentLocation.Of(spec["dnsPolicy"]!).Span.Line, Is.EqualTo(3));
    }

    private const string Pods = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, image: 'nginx:1', resources: {limits: {cpu: 1}}, ports: [{containerPort: 80}]}, {name: b, image: nginx}]}}";

    private static string Pod(string container, string spec = "")
    {
        string fields = spec.Length > 0 ? spec + "," : "", more = container.Length > 0 ? ", " + container : "";
        return $$"""{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: { {{fields}} containers: [{name: a {{more}} }]} }""";
    }

    private static string Decode(string yaml) => Json(TypedObject.Decode(Document(yaml))!.Node);

    private static TypedObject? Read(string yaml) => TypedObject.Read(Document(yaml));

    private static MappingNode Document(string yaml) => (MappingNode)new DocumentReader().Read(yaml, "object.yaml").Documents[0];

    private static string Json(DocumentNode node)
    {
        using var text = new StringWriter();
        ValueReport.WriteJson(DocumentValue.Of(node), text);
        return text.ToString();
    }
}
