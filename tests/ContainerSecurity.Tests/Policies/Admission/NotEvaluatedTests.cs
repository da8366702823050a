using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies.Admission;

/// <summary>A policy of the cluster without a verdict is said to have none, wherever it is used, and nothing is allowed by it.</summary>
public class NotEvaluatedTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  containers: [{name: app, image: a:1}]\n";

    private static string Vap(string spec) =>
        $"apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {{name: own}}\nspec: {{matchConstraints: {{resourceRules: [{{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}}]}}, {spec}}}\n";

    private static readonly string AsksUser = Vap("validations: [{expression: \"request.userInfo.username == 'admin'\"}]");
    private static readonly string AsksAuthorizer =
        Vap("validations: [{expression: \"authorizer.group('').resource('pods').namespace('shop').check('delete').allowed()\"}]");
    private static readonly string AsksUserInCondition =
        Vap("matchConditions: [{name: who, expression: \"request.userInfo.username != 'admin'\"}], validations: [{expression: \"false\"}]");
    private static readonly string AsksUserInVariable =
        Vap("variables: [{name: who, expression: request.userInfo.username}], validations: [{expression: \"variables.who == 'admin'\"}]");
    private static readonly string AsksNamespace = Vap("validations: [{expression: \"namespaceObject.metadata.labels['env'] == 'prod'\"}]");
    private static readonly string TakesParameters = Vap(
        "paramKind: {apiVersion: v1, kind: ConfigMap}, validations: [{expression: \"params.data.max == '5'\"}]");
    private static readonly string TakesNamespaceLabels = Vap("validations: [{expression: \"false\"}]") +
        "---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: bound}\nspec: {policyName: own, validationActions: [Deny], matchResources: {namespaceSelector: {matchLabels: {env: prod}}}}\n";

    private static readonly string MissesParameters = TakesParameters +
        "---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: bound}\nspec: {policyName: own, validationActions: [Deny], paramRef: {name: limits, parameterNotFoundAction: Allow}}\n";

    private const string MissesPolicy =
        "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: bound}\nspec: {policyName: gone, validationActions: [Deny]}\n";

    private static string Kyverno(string rule, string match = "any: [{resources: {kinds: [Pod]}}]") =>
        $"apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {{name: own}}\nspec:\n  validationFailureAction: Enforce\n  rules:\n  - {{name: first, match: {{{match}}}, {rule}}}\n";

    private static readonly string Patterns = Kyverno("validate: {message: stop, pattern: {metadata: {labels: {team: '?*'}}}}");
    private static readonly string Denies = Kyverno("validate: {message: stop, deny: {conditions: {any: [{key: a, operator: Equals, value: a}]}}}");
    private static readonly string VerifiesImages = Kyverno("verifyImages: [{imageReferences: ['*'], attestors: []}]");
    private static readonly string SelectsUsers = Kyverno(
        "validate: {message: stop, cel: {expressions: [{expression: \"false\"}]}}",
        "any: [{resources: {kinds: [Pod]}, subjects: [{kind: User, name: eve}]}]");
    private static readonly string AsksCluster =
        Kyverno("validate: {message: stop, cel: {expressions: [{expression: \"resource.Get('v1', 'configmaps', 'shop', 'a').data.a == 'b'\"}]}}");
    private static readonly string Partly = Kyverno("validate: {message: stop, cel: {expressions: [{expression: \"true\"}]}}")
        + "  - {name: second, match: {any: [{resources: {kinds: [Pod]}}]}, validate: {message: stop, pattern: {metadata: {labels: {team: '?*'}}}}}\n";

    private const string Rego =
        "apiVersion: templates.gatekeeper.sh/v1\nkind: ConstraintTemplate\nmetadata: {name: k8slabels}\nspec: {crd: {spec: {names: {kind: K8sLabels}}}, targets: [{target: admission.k8s.gatekeeper.sh, rego: 'package a'}]}\n";

    private const string Constraint =
        "apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sLabels\nmetadata: {name: all}\nspec: {match: {kinds: [{apiGroups: [''], kinds: [Pod]}]}}\n";
    private const string RegoWithConstraint = Rego + "---\n" + Constraint;

    private static readonly Dictionary<string, string> Policies = new()
    {
        [nameof(AsksUser)] = AsksUser,
        [nameof(AsksAuthorizer)] = AsksAuthorizer,
        [nameof(AsksUserInCondition)] = AsksUserInCondition,
        [nameof(AsksUserInVariable)] = AsksUserInVariable,
        [nameof(AsksNamespace)] = AsksNamespace,
        [nameof(TakesParameters)] = TakesParameters,
        [nameof(TakesNamespaceLabels)] = TakesNamespaceLabels,
        [nameof(MissesParameters)] = MissesParameters,
        [nameof(MissesPolicy)] = MissesPolicy,
        [nameof(Patterns)] = Patterns,
        [nameof(Denies)] = Denies,
        [nameof(VerifiesImages)] = VerifiesImages,
        [nameof(SelectsUsers)] = SelectsUsers,
        [nameof(AsksCluster)] = AsksCluster,
        [nameof(Partly)] = Partly,
        [nameof(Rego)] = Rego,
        [nameof(Constraint)] = Constraint,
        [nameof(RegoWithConstraint)] = RegoWithConstraint,
    };

    private static Policy Load(string text)
    {
        PolicyReadResult read = new PolicyReader(readFile: _ => text).Load("cluster.yaml", Policy.Create().UseProfile(Profile.None).Build());
        Assert.That(read.Errors, Is.Empty);
        return read.Policy;
    }

    private static Decision Evaluate(
        string policy,
        PolicyEngineOptions? options = null,
        string resource = Pod) => new PolicyEngine(Load(policy), options).Evaluate(resource, "pod.yaml");

    [TestCase(nameof(AsksUser), "request.userInfo")]
    [TestCase(nameof(AsksAuthorizer), "authorizer")]
    [TestCase(nameof(AsksUserInCondition), "request.userInfo")]
    [TestCase(nameof(AsksUserInVariable), "request.userInfo")]
    [TestCase(nameof(AsksNamespace), "labels")]
    [TestCase(nameof(TakesParameters), "parameters")]
    [TestCase(nameof(TakesNamespaceLabels), "'env'")]
    [TestCase(nameof(MissesParameters), "parameters")]
    [TestCase(nameof(MissesPolicy), "'gone'")]
    [TestCase(nameof(Patterns), "'pattern'")]
    [TestCase(nameof(Denies), "'deny'")]
    [TestCase(nameof(VerifiesImages), "verifies images")]
    [TestCase(nameof(SelectsUsers), "who makes the request")]
    [TestCase(nameof(AsksCluster), "resource")]
    [TestCase(nameof(Partly), "'pattern'")]
    [TestCase(nameof(Rego), "Rego")]
    [TestCase(nameof(Constraint), "template")]
    [TestCase(nameof(RegoWithConstraint), "Rego")]
    public void Policy_without_a_verdict_is_not_allowed_and_says_why(string policy, string reason)
    {
        Decision decision = Evaluate(Policies[policy]);

        Assert.That(decision.Findings, Is.Empty);
        Assert.That(decision.NotEvaluated.Single().Reason, Does.Contain(reason).And.EndsWith("."));
        Assert.That(decision.NotEvaluated[0].Location.File.Path, Is.EqualTo("cluster.yaml"));
        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.Reason, Does.Contain("not evaluated"));
        Assert.That(Evaluate(Policies[policy], new PolicyEngineOptions { AllowNotEvaluated = true }).IsAllowed);
    }

    [TestCase(nameof(AsksUser))]
    [TestCase(nameof(AsksAuthorizer))]
    [TestCase(nameof(AsksUserInCondition))]
    [TestCase(nameof(AsksUserInVariable))]
    [TestCase(nameof(TakesParameters))]
    [TestCase(nameof(MissesParameters))]
    [TestCase(nameof(MissesPolicy))]
    [TestCase(nameof(Patterns))]
    [TestCase(nameof(VerifiesImages))]
    [TestCase(nameof(AsksCluster))]
    [TestCase(nameof(Partly))]
    [TestCase(nameof(Rego))]
    [TestCase(nameof(Constraint))]
    public void Want_of_a_verdict_is_foreseen(string policy) => Assert.That(Load(Policies[policy]).NotEvaluated, Is.Not.Empty);

    [TestCase("validations: [{expression: \"object.metadata.name != 'request.userInfo'\"}]")]
    [TestCase("validations: [{expression: \"has(object.spec.resource) || object.metadata.name.size() < 10\"}]")]
    public void Policy_that_asks_nothing_is_foreseen_to_have_a_verdict(string spec)
    {
        Assert.That(Load(Vap(spec)).NotEvaluated, Is.Empty);
        Assert.That(Evaluate(Vap(spec)).IsAllowed);
    }

    [TestCase(nameof(Patterns))]
    [TestCase(nameof(RegoWithConstraint))]
    [TestCase(nameof(AsksUser))]
    [TestCase(nameof(SelectsUsers))]
    public void Policy_that_does_not_select_the_resource_says_nothing(string policy)
    {
        Decision decision = Evaluate(Policies[policy], resource: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");

        Assert.That(decision.NotEvaluated, Is.Empty);
        Assert.That(decision.IsAllowed);
    }

    [Test]
    public void Policy_on_pods_that_cannot_be_evaluated_is_not_evaluated_on_what_makes_pods() =>
        Assert.That(
            Evaluate(
                Patterns,
                resource: "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: []}}}\n").NotEvaluated,
            Has.Count.EqualTo(1));

    [Test]
    public void Policy_that_holds_whether_or_not_it_selects_the_resource_allows()
    {
        string holds = TakesNamespaceLabels.Replace("expression: \"false\"", "expression: \"true\"", StringComparison.Ordinal);

        Assert.That(Evaluate(holds).IsAllowed);
    }

    [Test]
    public void Namespace_of_the_set_gives_the_labels()
    {
        string known = Pod + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {env: test}}\n";

        Assert.That(Evaluate(TakesNamespaceLabels, resource: known).IsAllowed);
        Assert.That(Evaluate(TakesNamespaceLabels, resource: known.Replace("test", "prod", StringComparison.Ordinal)).Findings, Has.Count.EqualTo(1));
    }

    [Test]
    public void Reason_in_a_resource_names_it_and_reason_in_a_policy_does_not()
    {
        NotEvaluated ofResource = Evaluate(AsksNamespace).NotEvaluated.Single(), ofPolicy = Evaluate(AsksUser).NotEvaluated.Single();

        Assert.That(ofResource.Resource!.Name, Is.EqualTo("web"));
        Assert.That(ofResource.Place.File.Path, Is.EqualTo("pod.yaml"));
        Assert.That(ofPolicy.Resource, Is.Null);
        Assert.That(ofPolicy.Place.File.Path, Is.EqualTo("cluster.yaml"));
    }

    [Test]
    public void Rule_that_is_switched_off_is_not_missed()
    {
        Policy policy = Load(Partly);
        Policy without = policy with { Rules = new Dictionary<string, RuleSetting> { ["own/second"] = new() { Enabled = false } } };

        Assert.That(new PolicyEngine(without).Evaluate(Pod, "pod.yaml").IsAllowed);
        Assert.That(without.NotEvaluated, Is.Empty);
    }

    [Test]
    public void What_denies_and_what_is_not_evaluated_are_both_said()
    {
        Decision decision = Evaluate(Vap("validations: [{expression: \"false\", message: never}, {expression: \"request.userInfo.username == 'admin'\"}]"));

        Assert.That(decision.Findings, Has.Count.EqualTo(1));
        Assert.That(decision.NotEvaluated, Has.Count.EqualTo(1));
    }

    [Test]
    public void Evaluation_that_was_broken_off_is_none_although_the_policy_ignores_failures()
    {
        string costly = Vap("failurePolicy: Ignore, validations: [{expression: \"[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, [1,2,3,4,5,6,7,8,9,10].all(f, a + b + c + d + e + f > 0))))))\"}]");

        Assert.That(Evaluate(costly).NotEvaluated.Single().Reason, Does.Contain("cost"));
    }

    [Test]
    public void What_answers_for_the_cluster_and_fails_takes_no_other_policys_result()
    {
        AdmissionPolicySet set = AdmissionPolicySet.Read(AsksCluster + "---\n" + Vap("validations: [{expression: \"false\"}]"), "cluster.yaml", []);
        var context = new AdmissionContext { Kyverno = new FailingContext() };

        IReadOnlyList<AdmissionResult> results = set.Evaluate(new AdmissionRequest(new DocumentReader().Read(Pod, "pod.yaml").Documents[0]), context);

        Assert.That(results.Select(r => r.Verdict), Is.EqualTo(new[] { AdmissionVerdict.Unknown, AdmissionVerdict.Denied }));
        Assert.That(results[0].IsFault);
    }

    [TestCase(ReportFormat.Text)]
    [TestCase(ReportFormat.Json)]
    [TestCase(ReportFormat.Sarif)]
    [TestCase(ReportFormat.Junit)]
    [TestCase(ReportFormat.GitHub)]
    [TestCase(ReportFormat.Markdown)]
    public void Every_report_says_it_once_for_a_policy_and_once_for_each_resource(ReportFormat format)
    {
        (string ofPolicy, ReportSummary summary) = Report(AsksUser, format);

        Assert.That(summary.NotEvaluated, Is.EqualTo(1));
        Assert.That(ofPolicy, Does.Contain("CSEC0004").And.Contain("cluster.yaml").And.Contain("request.userInfo"));
        (string ofResources, summary) = Report(AsksNamespace, format);
        Assert.That(summary.NotEvaluated, Is.EqualTo(2));
        Assert.That(ofResources, Does.Contain("pod0.yaml").And.Contain("pod1.yaml"));
    }

    private static (string Text, ReportSummary Summary) Report(string policy, ReportFormat format)
    {
        var engine = new PolicyEngine(Load(policy));
        using var output = new StringWriter();
        using ReportWriter report = ReportWriter.Create(format, output, new ReportOptions("1.0.0"));
        report.Begin(engine.Rules);
        foreach (Decision decision in engine.Scan([Source.FromText("pod0.yaml", Pod), Source.FromText("pod1.yaml", Pod)]))
            report.Write(decision);
        report.End();
        return (output.ToString(), report.Summary);
    }

    private sealed class FailingContext : ContainerSecurity.Policies.Admission.Kyverno.IKyvernoContext
    {
        public Cel.Values.CelValue GetResource(
            string apiVersion,
            string resource,
            string @namespace,
            string name) => throw new InvalidOperationException("no cluster");

        public Cel.Values.CelValue ListResources(
            string apiVersion,
            string resource,
            string @namespace,
            Cel.Values.CelValue labels) => throw new NotImplementedException();

        public Cel.Values.CelValue GetImageMetadata(string reference) => throw new NotImplementedException();

        public Cel.Values.CelValue SendRequest(
            string method,
            string url,
            Cel.Values.CelValue body,
            Cel.Values.CelValue headers) => throw new NotImplementedException();

        public Cel.Values.CelValue GetGlobalEntry(string name, string projection) => throw new NotImplementedException();
    }
}
