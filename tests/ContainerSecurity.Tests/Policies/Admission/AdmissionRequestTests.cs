using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Tests.Policies.Admission;

/// <summary>What the API server shows its policies of a request and its objects.</summary>
public class AdmissionRequestTests
{
    private const string Pod = "{ apiVersion: v1, kind: Pod, metadata: { name: web, annotations: null }, spec: { hostNetwork: false, containers: [ { name: a, image: nginx, resources: { limits: { cpu: 2 } } } ] } }";
    private const string Role = "{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: r } }";
    private const string Space = "{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }";
    private const string Generated = "{ apiVersion: v1, kind: ConfigMap, metadata: { generateName: gen- }, data: { a: b } }";

    [TestCase(Pod, "!has(request.subResource) && !has(request.requestSubResource)")]
    [TestCase(Pod, "request.name == 'web' && request.namespace == 'default'")]
    [TestCase(Pod, "has(request.userInfo) && request.options.kind == 'CreateOptions' && request.options.apiVersion == 'meta.k8s.io/v1'")]
    [TestCase(Pod, "request.dryRun == false && request.operation == 'CREATE'")]
    [TestCase(Role, "!has(request.namespace) && namespaceObject == null")]
    [TestCase(Space, "request.namespace == 'shop' && !has(object.metadata.namespace) && namespaceObject == null")]
    [TestCase(Space, "object.metadata.labels['kubernetes.io/metadata.name'] == 'shop'")]
    [TestCase(Generated, "!has(request.name) && has(object.metadata.name) && object.metadata.name.startsWith('gen-')")]
    [TestCase(Generated, "object.metadata.namespace == 'default' && has(object.metadata.uid) && has(object.metadata.creationTimestamp)")]
    [TestCase(Pod, "!has(object.metadata.annotations) && !has(object.spec.hostNetwork)")]
    [TestCase(Pod, "quantity(object.spec.containers[0].resources.limits.cpu).isLessThan(quantity('3'))")]
    [TestCase(Pod, "object.spec.containers[0].resources.requests.cpu == '2' && object.spec.containers[0].imagePullPolicy == 'Always'")]
    [TestCase(Pod, "object.spec.restartPolicy == 'Always' && object.spec.securityContext == {}")]
    [TestCase(Role, "has(object.rules) && object.rules == null")]
    [TestCase(
        "{ apiVersion: example.com/v1, kind: Shop, metadata: { name: s }, spec: { open: null, count: 0 } }",
        "has(object.spec.open) && object.spec.count == 0 && object.metadata.namespace == 'default'")]
    public void Objects_and_requests_are_shown_as_the_api_server_shows_them(string yaml, string expression) =>
        Assert.That(Verdict(new AdmissionRequest(Value(yaml)), expression), Is.EqualTo(AdmissionVerdict.Allowed));

    [TestCase("object.metadata.uid == 'x'")]
    [TestCase("timestamp(object.metadata.creationTimestamp) < timestamp('2030-01-01T00:00:00Z')")]
    [TestCase("request.userInfo.username == 'x'")]
    public void What_only_the_cluster_knows_stays_unknown(string expression) =>
        Assert.That(Verdict(new AdmissionRequest(Value(Pod)), expression), Is.EqualTo(AdmissionVerdict.Unknown));

    [TestCase("has(object.metadata.annotations)")]
    [TestCase("object.spec.hostNetwork == false && !has(object.spec.restartPolicy)")]
    public void Object_taken_as_written_is_neither_decoded_nor_completed(string expression) =>
        Assert.That(Verdict(new AdmissionRequest(Value(Pod)).AsWritten(), expression), Is.EqualTo(AdmissionVerdict.Allowed));

    [Test]
    public void User_without_identifier_and_groups_has_none()
    {
        var request = new AdmissionRequest(Value(Pod)) { User = new AdmissionUser("alice") };

        Assert.That(Verdict(request, "request.userInfo.username == 'alice' && !has(request.userInfo.uid) && !has(request.userInfo.groups) && !has(request.userInfo.extra)"), Is.EqualTo(AdmissionVerdict.Allowed));
    }

    [TestCase("{ uid: '1', kind: { group: autoscaling, version: v1, kind: Scale }, resource: { group: apps, version: v1, resource: deployments }, subResource: scale, operation: UPDATE, name: web, namespace: shop, object: { apiVersion: autoscaling/v1, kind: Scale, metadata: { name: web }, spec: { replicas: 3 } } }", "apps", "deployments/scale")]
    [TestCase("{ uid: '1', kind: { group: policy, version: v1, kind: Eviction }, resource: { group: '', version: v1, resource: pods }, subResource: eviction, operation: CREATE, name: web, namespace: shop, object: { apiVersion: policy/v1, kind: Eviction, metadata: { name: web } } }", "", "pods/eviction")]
    [TestCase("{ uid: '1', kind: { group: authentication.k8s.io, version: v1, kind: TokenRequest }, resource: { group: '', version: v1, resource: serviceaccounts }, subResource: token, operation: CREATE, name: sa, namespace: shop, object: { apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: { audiences: [] } } }", "", "serviceaccounts/token")]
    public void Rules_are_about_the_resource_of_the_request(string review, string group, string resource)
    {
        AdmissionRequest request = AdmissionRequest.FromReview(Value(review));

        Assert.That(
            Verdict(
                request,
                "false",
                $"apiGroups: ['{group}'], apiVersions: ['v1'], operations: ['*'], resources: ['{resource}']"),
            Is.EqualTo(AdmissionVerdict.Denied));
        Assert.That(
            Verdict(
                request,
                "false",
                $"apiGroups: ['{request.Group}'], apiVersions: ['v1'], operations: ['*'], resources: ['{resource.Split('/')[0]}']"),
            Is.EqualTo(AdmissionVerdict.NotApplicable));
        Assert.That(Verdict(request, "request.subResource == request.requestSubResource && request.resource.resource + '/' + request.subResource == '" + resource + "'"), Is.EqualTo(AdmissionVerdict.Allowed));
    }

    [Test]
    public void Eviction_in_a_file_is_put_to_its_pod() =>
        Assert.That(
            Verdict(
                new AdmissionRequest(Value("{ apiVersion: policy/v1, kind: Eviction, metadata: { name: web } }")),
                "false",
                "apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods/eviction']"),
            Is.EqualTo(AdmissionVerdict.Denied));

    [Test]
    public void Namespace_is_not_namespaced() =>
        Assert.That(
            Verdict(
                new AdmissionRequest(Value(Space)),
                "false",
                "apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['*'], scope: Namespaced"),
            Is.EqualTo(AdmissionVerdict.NotApplicable));

    [TestCase("namespaceObject == null", AdmissionVerdict.Denied)]
    [TestCase("namespaceObject != null", AdmissionVerdict.NotApplicable)]
    public void Match_conditions_are_not_told_of_the_namespace(string condition, AdmissionVerdict expected) =>
        Assert.That(Verdict(new AdmissionRequest(Value(Pod)), "false", conditions: condition), Is.EqualTo(expected));

    [Test]
    public void Object_that_cannot_be_read_is_not_allowed()
    {
        AdmissionResult result = Evaluate(
            new AdmissionRequest(Value("{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, data: { a: 1 } }")),
            Policy("true"));

        Assert.That((result.Verdict, result.IsAllowed), Is.EqualTo((AdmissionVerdict.Unknown, false)));
        Assert.That(result.Error, Does.Contain("'data.a' must be text"));
    }

    [TestCase("failurePolicy: Fail", AdmissionVerdict.Denied)]
    [TestCase("failurePolicy: Ignore", AdmissionVerdict.Allowed)]
    public void Audit_annotation_that_errs_denies_where_errors_do(string failurePolicy, AdmissionVerdict expected)
    {
        string policy = Policy("true", $"  {failurePolicy}\n  auditAnnotations: [ {{ key: who, valueExpression: 'string(object.data.nosuch)' }} ]\n");

        Assert.That(Evaluate(new AdmissionRequest(Value(Pod)), policy + Binding("[Audit]")).Verdict, Is.EqualTo(expected));
        Assert.That(Evaluate(new AdmissionRequest(Value(Pod)), policy + Binding("[Audit]")).IsAllowed, Is.EqualTo(expected == AdmissionVerdict.Allowed));
    }

    [Test]
    public void Binding_without_a_reference_to_parameters_gives_null_ones()
    {
        string policies = Policy("params == null", "  paramKind: { apiVersion: v1, kind: ConfigMap }\n")
            + Binding("[Deny]")
            + "---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: c, namespace: default } }\n";

        Assert.That(Evaluate(new AdmissionRequest(Value(Pod)), policies).Verdict, Is.EqualTo(AdmissionVerdict.Allowed));
    }

    [TestCase("[Deny]", false, Enforcement.Deny)]
    [TestCase("[Warn]", true, Enforcement.Warn)]
    [TestCase("[Audit]", true, Enforcement.Audit)]
    [TestCase("[Warn, Audit]", true, Enforcement.Warn)]
    [TestCase("[Deny, Audit]", false, Enforcement.Deny)]
    public void Only_a_binding_that_denies_refuses(string actions, bool isAllowed, Enforcement enforcement)
    {
        AdmissionResult result = Evaluate(new AdmissionRequest(Value(Pod)), Policy("false") + Binding(actions));

        Assert.That((result.Verdict, result.IsAllowed), Is.EqualTo((AdmissionVerdict.Denied, isAllowed)));
        Assert.That(result.Violations.Single(), Has.Property("Binding").EqualTo("bound").And.Property("Enforcement").EqualTo(enforcement));
    }

    [Test]
    public void Missing_parameters_deny_whatever_the_binding_does_about_violations()
    {
        string policies = Policy("true", "  paramKind: { apiVersion: v1, kind: ConfigMap }\n")
            + Binding("[Audit]", "  paramRef: { name: absent, parameterNotFoundAction: Deny }\n");

        Assert.That(Evaluate(new AdmissionRequest(Value(Pod)), policies).IsAllowed, Is.False);
    }

    [Test]
    public void Namespace_object_of_another_name_tells_nothing()
    {
        var context = new AdmissionContext { NamespaceObject = Value("{ apiVersion: v1, kind: Namespace, metadata: { name: other, labels: { a: b } } }") };

        Assert.That(
            AdmissionPolicySet.Read(Policy("namespaceObject.metadata.name == 'default'"), "policy.yaml", [])
                .Evaluate(new AdmissionRequest(Value(Pod)), context)
                .Single().Verdict,
            Is.EqualTo(AdmissionVerdict.Allowed));
        Assert.That(new AdmissionRequest(Value(Pod)).In(context.NamespaceObject).Namespace, Is.EqualTo("other"));
    }

    private static AdmissionVerdict Verdict(AdmissionRequest request, string expression, string? rule = null, string? conditions = null) =>
        Evaluate(request, Policy(expression, conditions is null ? "" : $"  matchConditions: [ {{ name: c, expression: \"{conditions}\" }} ]\n", rule)).Verdict;

    private static AdmissionResult Evaluate(AdmissionRequest request, string policies) =>
        AdmissionPolicySet.Read(policies, "policy.yaml", []).Evaluate(request).Single();

    private static string Policy(string expression, string more = "", string? rule = null)
    {
        string matched = rule ?? "apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*']";
        return $"apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {{ name: p }}\nspec:\n{more}  matchConstraints: {{ resourceRules: [ {{ {matched} }} ] }}\n  validations: [ {{ expression: \"{expression}\" }} ]\n";
    }

    private static string Binding(string actions, string more = "") =>
        $"---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {{ name: bound }}\nspec:\n{more}  policyName: p\n  validationActions: {actions}\n";

    private static CelValue Value(string yaml) => DocumentValue.Of(new DocumentReader().Read(yaml, "resource.yaml").Documents[0]);
}
