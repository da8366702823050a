using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Compare.Works;

/// <summary>The engine on one object: Pod Security on a parsed pod, the validations of an admission policy, an admission review read and judged.</summary>
internal static class PolicyWork
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: checkout
          namespace: shop
          labels: {app: checkout}
        spec:
          serviceAccountName: checkout
          automountServiceAccountToken: false
          securityContext:
            runAsNonRoot: true
            seccompProfile: {type: RuntimeDefault}
          containers:
          - name: checkout
            image: registry.example.com/shop/checkout:3.8.1
            ports: [{containerPort: 8443}]
            resources:
              requests: {cpu: 100m, memory: 128Mi}
              limits: {cpu: 500m, memory: 256Mi}
            securityContext:
              allowPrivilegeEscalation: false
              readOnlyRootFilesystem: true
              capabilities: {drop: [ALL]}
            volumeMounts: [{name: tmp, mountPath: /tmp}]
          volumes: [{name: tmp, emptyDir: {}}]
        """;

    private static readonly DocumentReader Reader = new();

    public static void Run(string deployment, string expressions)
    {
        string json = File.ReadAllText(deployment);
        var restricted = new PolicyEngine(Policy.Create().UseProfile(Profile.Restricted).Build());
        var validations = new PolicyEngine(Policy.Default with { Profile = Profile.None, Admission = ReadPolicy(expressions) });
        var recommended = new PolicyEngine(Policy.Create().UseProfile(Profile.Recommended).Build());
        byte[] review = Review(json);

        Require(restricted.Evaluate(Read(Pod, "pod.yaml")).IsAllowed);
        Require(validations.Evaluate(Read(json, "deployment.json")) is { IsAllowed: true, Verdicts: [{ Verdict: AdmissionVerdict.Allowed }] });
        Measure("pod-security", restricted, Pod, "pod.yaml");
        Measure("validations", validations, json, "deployment.json");
        Repeated.WarmUp(() => Judge(recommended, review));
        Printed.Value("review", Repeated.Nanoseconds(() => Judge(recommended, review)));
    }

    /// <summary>The first judgement of an object, and any later one.</summary>
    private static void Measure(string name, PolicyEngine engine, string text, string path)
    {
        Repeated.WarmUp(() => engine.Evaluate(Read(text, path)));
        Printed.Value(name, Repeated.NanosecondsOnFresh(() => Read(text, path), resource => engine.Evaluate(resource)));
        Resource resource = Read(text, path);
        Printed.Value(name + "-again", Repeated.Nanoseconds(() => engine.Evaluate(resource)));
    }

    private static Resource Read(string text, string path) => KubernetesReader.Read(Reader.Read(text, path).Documents[0], [])[0];

    private static bool Judge(PolicyEngine engine, byte[] review)
    {
        using var stream = new MemoryStream(review);
        return engine.Evaluate(EvaluationRequest.FromReview(Reader.Read(stream, "review.json").Documents[0], [])).IsAllowed;
    }

    private static AdmissionPolicySet ReadPolicy(string expressions)
    {
        var policy = new JsonObject
        {
            ["apiVersion"] = "admissionregistration.k8s.io/v1",
            ["kind"] = "ValidatingAdmissionPolicy",
            ["metadata"] = new JsonObject { ["name"] = "twelve" },
            ["spec"] = new JsonObject
            {
                ["matchConstraints"] = JsonNode.Parse(
                    """{"resourceRules": [{"apiGroups": ["apps"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["deployments"]}]}"""),
                ["validations"] = new JsonArray([.. PolicyExpression.Read(expressions).Select(Validation)]),
            },
        };
        List<DocumentError> errors = [];
        AdmissionPolicySet set = AdmissionPolicySet.Read(policy.ToJsonString(), "policy.json", errors);
        Require(errors.Count == 0 && set.Errors.Count == 0);
        return set;
    }

    private static JsonObject Validation(PolicyExpression expression) =>
        new() { ["expression"] = expression.Expected ? expression.Text : $"!({expression.Text})" };

    private static byte[] Review(string json) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["apiVersion"] = "admission.k8s.io/v1",
        ["kind"] = "AdmissionReview",
        ["request"] = new JsonObject
        {
            ["uid"] = "0d9c1a4e-6f5b-4a4c-9a57-0c1b4a1f2a10",
            ["kind"] = new JsonObject { ["group"] = "apps", ["version"] = "v1", ["kind"] = "Deployment" },
            ["resource"] = new JsonObject { ["group"] = "apps", ["version"] = "v1", ["resource"] = "deployments" },
            ["name"] = "checkout",
            ["namespace"] = "shop",
            ["operation"] = "CREATE",
            ["userInfo"] = new JsonObject { ["username"] = "system:serviceaccount:shop:deployer" },
            ["object"] = JsonNode.Parse(json),
        },
    });

    private static void Require(bool condition)
    {
        if (!condition)
            throw new InvalidOperationException("What is measured does not give what it should.");
    }
}
