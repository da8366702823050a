using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Tests.Policies.Admission;

public class AdmissionPolicyTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop, labels: { team: shop } }
        spec:
          replicas: 7
          template: { spec: { containers: [ { name: app, image: nginx } ] } }
        """;

    private static string Policy(string spec, string match = "resourceRules: [ { apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments] } ]") => $"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {"{"} name: replicas {"}"}
        spec:
          matchConstraints: {"{"} {match} {"}"}
        {spec}
        """;

    private const string AtMostFive = """
          validations:
          - expression: object.spec.replicas <= 5
            message: at most five
        """;

    [Test]
    public void Expression_that_is_false_denies_with_its_message()
    {
        AdmissionResult result = Evaluate(Policy(AtMostFive), Deployment);

        Assert.That(result.Verdict, Is.EqualTo(AdmissionVerdict.Denied));
        Assert.That(result.Violations.Single().Message, Is.EqualTo("at most five"));
        Assert.That(result.Violations.Single().Location!.Path, Is.EqualTo("spec.replicas"));
    }

    [TestCase("resourceRules: [ { apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] } ]", true)]
    [TestCase("resourceRules: [ { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] } ]", true)]
    [TestCase("resourceRules: [ { apiGroups: [apps], apiVersions: [v1], operations: [UPDATE], resources: [deployments] } ]", false)]
    [TestCase("resourceRules: [ { apiGroups: [apps], apiVersions: [v1], operations: ['*'], resources: [deployments/scale] } ]", false)]
    [TestCase("resourceRules: [ { apiGroups: [''], apiVersions: [v1], operations: ['*'], resources: [deployments] } ]", false)]
    [TestCase("resourceRules: [ { apiGroups: [extensions], apiVersions: [v1beta1], operations: ['*'], resources: [deployments] } ]", true)]
    [TestCase("matchPolicy: Exact, resourceRules: [ { apiGroups: [extensions], apiVersions: [v1beta1], operations: ['*'], resources: [deployments] } ]", false)]
    [TestCase("resourceRules: [ { apiGroups: [apps], resources: [deployments], resourceNames: [api] } ]", false)]
    [TestCase("resourceRules: [ { apiGroups: [apps], resources: [deployments], scope: Cluster } ]", false)]
    [TestCase("resourceRules: [ { apiGroups: [apps], resources: [deployments] } ], excludeResourceRules: [ { apiGroups: [apps], resources: ['*'], operations: [CREATE] } ]", false)]
    [TestCase("objectSelector: { matchLabels: { team: shop } }, resourceRules: [ { apiGroups: [apps], resources: [deployments] } ]", true)]
    [TestCase("objectSelector: { matchExpressions: [ { key: team, operator: NotIn, values: [shop] } ] }, resourceRules: [ { apiGroups: [apps], resources: [deployments] } ]", false)]
    [TestCase("namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }, resourceRules: [ { apiGroups: [apps], resources: [deployments] } ]",
        true)]
    public void Constraints_decide_what_is_judged(string match, bool isJudged) =>
        Assert.That(Evaluate(Policy(AtMostFive, match), Deployment).Verdict, Is.EqualTo(isJudged ? AdmissionVerdict.Denied : AdmissionVerdict.NotApplicable));

    [Test]
    public void Namespace_selector_looks_at_the_labels_of_the_namespace()
    {
        string policy = Policy(AtMostFive,
            "namespaceSelector: { matchLabels: { env: prod } }, resourceRules: [ { apiGroups: [apps], resources: [deployments] } ]");
        var context = new AdmissionContext { NamespaceObject = Value("{ kind: Namespace, metadata: { name: shop, labels: { env: prod } } }") };

        Assert.That(Evaluate(policy, Deployment, context).Verdict, Is.EqualTo(AdmissionVerdict.Denied));
    }

    [TestCase("Fail", AdmissionVerdict.Denied)]
    [TestCase("Ignore", AdmissionVerdict.Allowed)]
    public void Failure_policy_decides_on_errors(string failurePolicy, AdmissionVerdict verdict) =>
        Assert.That(Evaluate(Policy($"""
              failurePolicy: {failurePolicy}
              validations: [ {"{"} expression: object.spec.missing == 1 {"}"} ]
            """), Deployment).Verdict, Is.EqualTo(verdict));

    [TestCase("object.metadata.name != 'web'", AdmissionVerdict.NotApplicable)]
    [TestCase("object.metadata.name == 'web'", AdmissionVerdict.Denied)]
    [TestCase("request.userInfo.username != 'admin'", AdmissionVerdict.Unknown)]
    public void Match_conditions_come_first(string condition, AdmissionVerdict verdict) =>
        Assert.That(Evaluate(Policy($"""
              matchConditions: [ {"{"} name: only, expression: "{condition}" {"}"} ]
            {AtMostFive}
            """), Deployment).Verdict, Is.EqualTo(verdict));

    [Test]
    public void Variables_build_on_each_other_and_messages_are_evaluated()
    {
        AdmissionResult result = Evaluate(Policy("""
              variables:
              - { name: wanted, expression: "5" }
              - { name: tooMany, expression: object.spec.replicas - variables.wanted }
              validations:
              - expression: variables.tooMany <= 0
                messageExpression: "string(variables.tooMany) + ' too many'"
              auditAnnotations:
              - { key: replicas, valueExpression: string(object.spec.replicas) }
            """), Deployment);

        Assert.That(result.Violations.Single().Message, Is.EqualTo("2 too many"));
        Assert.That(result.AuditAnnotations["replicas"], Is.EqualTo("7"));
    }

    [TestCase("max", AdmissionVerdict.Allowed)]
    [TestCase("other", AdmissionVerdict.Denied)]
    public void Binding_names_the_parameters(string name, AdmissionVerdict verdict)
    {
        string policy = Policy("""
              paramKind: { apiVersion: v1, kind: ConfigMap }
              validations: [ { expression: object.spec.replicas <= int(params.data.replicas) } ]
            """);

        Assert.That(Evaluate($"""
            {policy}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {"{"} name: b {"}"}
            spec: {"{"} policyName: replicas, validationActions: [Deny], paramRef: {"{"} name: {name}, parameterNotFoundAction: Deny {"}"} {"}"}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {"{"} name: max {"}"}
            data: {"{"} replicas: "9" {"}"}
            """, Deployment).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public void Authorizer_answers_where_there_is_one()
    {
        string policy = Policy("""
              validations: [ { expression: "authorizer.group('').resource('pods').namespace('shop').check('create').allowed()" } ]
            """);

        Assert.That(Evaluate(policy, Deployment).Error, Does.Contain("authorizer is not available offline"));
        Assert.That(Evaluate(policy, Deployment, new AdmissionContext { Authorizer = new OnlyPods() }).Verdict, Is.EqualTo(AdmissionVerdict.Allowed));
    }

    [Test]
    public void Mistake_in_an_expression_is_reported_where_it_is_written()
    {
        AdmissionPolicySet set = Set(Policy("""
              validations:
              - expression: object.spec.replicas <=
            """));

        Assert.That(set.Errors.Single().ToString(), Does.StartWith("policy.yaml:7:").And.Contain("Syntax error"));
    }

    [Test]
    public void Kyverno_policy_on_pods_judges_what_makes_pods()
    {
        const string Policy = """
            apiVersion: policies.kyverno.io/v1
            kind: ValidatingPolicy
            metadata: { name: no-nginx }
            spec:
              matchConstraints: { resourceRules: [ { apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] } ] }
              validations: [ { expression: "object.spec.containers.all(c, c.image != 'nginx')", message: no nginx } ]
            """;

        Assert.That(Evaluate(Policy, Deployment).Violations.Single().Location!.Path, Is.EqualTo("spec.template.spec.containers[0].image"));
        Assert.That(
            Evaluate(
                Policy.Replace(
                    "spec:\n", "spec:\n  autogen: { podControllers: { controllers: [jobs] } }\n", StringComparison.Ordinal),
                Deployment).Verdict,
            Is.EqualTo(AdmissionVerdict.NotApplicable));
        Assert.That(Evaluate($"""
            {Policy}
            ---
            apiVersion: policies.kyverno.io/v1
            kind: PolicyException
            metadata: {"{"} name: e {"}"}
            spec:
              policyRefs: [ {"{"} name: no-nginx, kind: ValidatingPolicy {"}"} ]
              matchConditions: [ {"{"} name: web, expression: object.metadata.name == 'web' {"}"} ]
            """, Deployment).Verdict, Is.EqualTo(AdmissionVerdict.NotApplicable));
    }

    [Test]
    public void Policy_of_the_cluster_is_a_rule_with_findings_and_waivers()
    {
        var engine = new PolicyEngine(ContainerSecurity.Policies.Policy.Default with { Profile = Profile.None, Admission = Set(Policy(AtMostFive)) });

        PolicyFinding finding = engine.Evaluate(Deployment, "web.yaml").Findings.Single();
        Assert.That(finding.Finding.Rule.Id, Is.EqualTo("replicas"));
        Assert.That(finding.Finding.Location.ToString(), Does.Contain("spec.replicas"));
        Assert.That(finding.Finding.Location.Span.Line, Is.EqualTo(5));
        Assert.That(
            engine.Evaluate(
                Deployment.Replace(
                    "replicas: 7",
                    "replicas: 7 # csec:ignore replicas agreed with the platform team",
                    StringComparison.Ordinal),
                "web.yaml").IsAllowed,
            Is.True);
    }

    [TestCase("Deny", null, Enforcement.Deny)]
    [TestCase("Deny", Enforcement.Deny, Enforcement.Deny)]
    [TestCase("Deny", Enforcement.Warn, Enforcement.Warn)]
    [TestCase("Deny", Enforcement.Audit, Enforcement.Audit)]
    [TestCase("Warn", null, Enforcement.Warn)]
    [TestCase("Warn", Enforcement.Deny, Enforcement.Warn)]
    [TestCase("Warn", Enforcement.Audit, Enforcement.Audit)]
    [TestCase("Audit", Enforcement.Deny, Enforcement.Audit)]
    [TestCase("Audit", Enforcement.Warn, Enforcement.Audit)]
    public void Policy_that_takes_in_a_policy_of_the_cluster_asks_for_less_and_never_for_more(string action, Enforcement? said, Enforcement enforcement)
    {
        AdmissionPolicySet set = Set($"""
            {Policy(AtMostFive)}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {"{"} name: bound {"}"}
            spec: {"{"} policyName: replicas, validationActions: [{action}] {"}"}
            """);
        var engine = new PolicyEngine(ContainerSecurity.Policies.Policy.Default with { Profile = Profile.None, Admission = set, Enforcement = said });

        Assert.That(engine.Evaluate(Deployment, "web.yaml").Findings.Single().Enforcement, Is.EqualTo(enforcement));
    }

    [TestCase(3, AdmissionVerdict.Allowed)]
    [TestCase(60, AdmissionVerdict.Denied)]
    public void Validations_of_a_policy_share_one_budget(int count, AdmissionVerdict verdict)
    {
        AdmissionResult result = Evaluate(Policy("  validations:\n" + Repeat($"  - expression: \"{Costly}\"\n", count)), Deployment);

        Assert.That(result.Verdict, Is.EqualTo(verdict));
        Assert.That(result.Error, verdict == AdmissionVerdict.Denied ? Does.Contain("cost budget").Or.Contain("cost limit exceeded") : Is.Null);
    }

    [TestCase(1, AdmissionVerdict.Denied, "at most five")]
    [TestCase(20, AdmissionVerdict.Denied, "cost limit exceeded")]
    public void Match_conditions_of_a_policy_share_a_budget_of_their_own(int count, AdmissionVerdict verdict, string message)
    {
        string conditions = string.Concat(Enumerable.Range(0, count).Select(i => $"  - name: c{i}\n    expression: \"{Costly}\"\n"));

        AdmissionResult result = Evaluate(Policy("  matchConditions:\n" + conditions + AtMostFive), Deployment);

        Assert.That(result.Verdict, Is.EqualTo(verdict));
        Assert.That(result.Violations.Single().Message, Does.Contain(message));
    }

    /// <summary>Holds, and costs some hundred thousands: less than what one expression may.</summary>
    private static readonly string Costly = Enumerable.Range(0, 5).Aggregate("true", (inner, i) => $"[0,1,2,3,4,5,6,7,8,9].all(v{i}, {inner})");

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    [TestCase("object.spec.containers.all(c, c.image != 'bad')", "spec.containers[1].image")]
    [TestCase("size(object.spec.containers.filter(c, c.image == 'bad')) == 0", "spec.containers[1].image")]
    [TestCase("object.spec.containers.all(c, has(c.securityContext))", "spec.containers[0].securityContext")]
    [TestCase("has(object.spec.nodeName) && object.metadata.name != ''", "spec.nodeName")]
    public void Violation_points_at_the_field_that_decides(string expression, string path)
    {
        const string Pod = """
            apiVersion: v1
            kind: Pod
            metadata: { name: web }
            spec: { containers: [ { name: a, image: good }, { name: b, image: bad }, { name: c, image: good } ] }
            """;

        AdmissionResult result = Evaluate(Policy($"""
              validations: [ {"{"} expression: "{expression}" {"}"} ]
            """, "resourceRules: [ { apiGroups: [''], resources: [pods] } ]"), Pod);

        Assert.That(result.Violations.Single().Location!.Path, Is.EqualTo(path));
    }

    [Test]
    public void Exploding_expression_ends_by_its_budget()
    {
        AdmissionResult result = Evaluate(Policy("""
              validations: [ { expression: "[1,2,3,4,5,6,7,8,9,10].map(a, [1,2,3,4,5,6,7,8,9,10].map(b, [1,2,3,4,5,6,7,8,9,10].map(c, [1,2,3,4,5,6,7,8,9,10].map(d, [1,2,3,4,5,6,7,8,9,10].map(e, [1,2,3,4,5,6,7,8,9,10].map(f, f)))))).size() == 10" } ]
            """), Deployment);

        Assert.That(result.Error, Does.Contain("cost limit exceeded"));
    }

    private static AdmissionPolicySet Set(string policies)
    {
        var errors = new List<DocumentError>();
        var set = AdmissionPolicySet.Read(policies, "policy.yaml", errors);
        Assert.That(errors, Is.Empty);
        return set;
    }

    private static AdmissionResult Evaluate(string policies, string resource, AdmissionContext? context = null) =>
        Set(policies).Evaluate(new AdmissionRequest(Value(resource)), context).Single();

    private static CelValue Value(string yaml) => DocumentValue.Of(new DocumentReader().Read(yaml, "resource.yaml").Documents[0]);

    private sealed class OnlyPods : ICelAuthorizer
    {
        public CelAuthorizerDecision Authorize(CelAuthorizerRequest request) => new(request is { Resource: "pods", Verb: "create", Namespace: "shop" });
    }
}
