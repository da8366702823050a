using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies;

/// <summary>One entry for every door: rules, the cluster's own policies and waivers judge a request alike, with what is known of who wants what.</summary>
public class EvaluationRequestTests
{
    private const string Review = """
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
          "uid": "1", "operation": "UPDATE", "kind": {"group": "", "version": "v1", "kind": "Pod"}, "resource": {"group": "", "version": "v1", "resource": "pods"},
          "name": "web", "namespace": "shop", "userInfo": {"username": "ann", "groups": ["deployers"]}, "dryRun": true,
          "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "shop", "labels": {"tier": "b"}}, "spec": {"containers": [{"name": "app", "image": "a", "securityContext": {"privileged": true}}]}},
          "oldObject": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "shop", "labels": {"tier": "a"}}, "spec": {"containers": [{"name": "app", "image": "a"}]}}}}
        """;

    private static readonly Resource Pod =
        Read("{apiVersion: v1, kind: Pod, metadata: {name: web, labels: {tier: b}}, spec: {containers: [{name: app, image: a, securityContext: {privileged: true}}]}}");
    private static readonly Resource OldPod =
        Read("{apiVersion: v1, kind: Pod, metadata: {name: web, labels: {tier: a}}, spec: {containers: [{name: app, image: a}]}}");

    [TestCase("request.userInfo.username == 'ann'", true)]
    [TestCase("'deployers' in request.userInfo.groups", true)]
    [TestCase("request.userInfo.username == 'bob'", false)]
    [TestCase("oldObject.metadata.labels.tier == 'a' && object.metadata.labels.tier == 'b'", true)]
    [TestCase("request.operation == 'UPDATE'", true)]
    [TestCase("request.dryRun", true)]
    [TestCase("request.namespace == 'shop' && namespaceObject.metadata.labels.owner == 'ann'", true)]
    public void Policies_of_the_cluster_are_told_what_is_known(string expression, bool isAllowed)
    {
        var request = new EvaluationRequest(Pod)
        {
            Old = OldPod,
            Operation = AdmissionOperation.Update,
            User = new AdmissionUser("ann") { Groups = ["deployers"] },
            Namespace = Read("{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {owner: ann}}}"),
            IsDryRun = true,
        };

        Decision decision = Engine(expression).Evaluate(request);

        Assert.That(decision.NotEvaluated, Is.Empty);
        Assert.That(decision.IsAllowed, Is.EqualTo(isAllowed));
        Assert.That(
            decision.Verdicts.Single(),
            Has.Property("Verdict")
                .EqualTo(isAllowed ? AdmissionVerdict.Allowed : AdmissionVerdict.Denied).And
                .Property("Resource")
                .Property("Name")
                .EqualTo("web"));
    }

    [Test]
    public void Policy_over_the_user_is_not_evaluated_in_a_scan_and_says_what_it_needs()
    {
        Decision[] decisions = [.. Engine("request.userInfo.username == 'ann'").Scan([Source.FromText(
            "pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: web}}")])];

        Assert.That(decisions.Single().NotEvaluated.Single().Message, Does.Contain("request.userInfo").And.Contain("it needs a user"));
        Assert.That(decisions.Single().IsAllowed, Is.False);
    }

    [TestCase("matchConditions: [{name: c, expression: \"request.userInfo.username == 'ann'\"}], validations: [{expression: 'true'}]")]
    [TestCase("validations: [{expression: \"request.?userInfo.username.orValue('') == 'ann'\"}]")]
    public void Every_way_to_ask_for_the_user_says_so(string spec) =>
        Assert.That(new PolicyEngine(WithPolicy(spec)).Evaluate(Pod).NotEvaluated.Select(n => n.Message), Is.Not.Empty.And.All.Contains("it needs a user"));

    [Test]
    public void Rules_policies_and_waivers_judge_a_request_alike()
    {
        Policy policy = WithPolicy("validations: [{expression: 'false', message: never}]").Extend().Rule("CSEC2001")
            .Waive(new Waiver { Rules = ["p"], Reason = "agreed" }).Build();

        Decision decision = new PolicyEngine(policy).Evaluate(new EvaluationRequest(Pod) { User = new AdmissionUser("ann") });

        Assert.That(decision.Findings.Select(f => (f.Finding.Rule.Id, f.Waived)), Is.EquivalentTo(new[] { ("CSEC2001", null), ("p", "agreed") }));
        Assert.That(decision.Denying.Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC2001" }));
    }

    [Test]
    public void Deletion_is_judged_by_what_is_deleted()
    {
        PolicyEngine engine = Engine("request.operation != 'DELETE' || oldObject.metadata.labels.tier != 'a'", "*");

        Decision decision = engine.Evaluate(new EvaluationRequest([]) { Old = OldPod, Operation = AdmissionOperation.Delete });

        Assert.That(decision.Denying.Single().Finding.Resource.Name, Is.EqualTo("web"));
    }

    [Test]
    public void What_is_known_of_the_cluster_reaches_its_policies_whole()
    {
        var known = new AdmissionContext();
        foreach (System.Reflection.PropertyInfo property in typeof(AdmissionContext).GetProperties().Where(p => p.CanWrite))
            property.SetValue(known, Any(property.PropertyType));

        AdmissionContext passed = known.In(Cel.Values.CelValue.From("other"), null).And([Cel.Values.CelValue.From("further")]);

        foreach (System.Reflection.PropertyInfo property in typeof(AdmissionContext).GetProperties().Where(p => p.CanWrite && p.Name is not ("NamespaceObject" or "Parameters")))
            Assert.That(property.GetValue(passed), Is.EqualTo(property.GetValue(known)).And.Not.Null, property.Name);
        Assert.That(passed.Parameters, Has.Count.EqualTo(1));
    }

    private static object Any(Type type) =>
        type == typeof(bool) ? true
        : type == typeof(Cel.Values.CelValue) ? Cel.Values.CelValue.From("x")
        : type == typeof(IReadOnlyList<Cel.Values.CelValue>) ? Array.Empty<Cel.Values.CelValue>()
        : type.IsInterface ? System.Reflection.DispatchProxy.Create(type, typeof(Answers))
            : System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);

    [Test]
    public void Nothing_at_all_is_not_allowed() => Assert.That(new PolicyEngine().Evaluate(new EvaluationRequest([])).IsAllowed, Is.False);

    [Test]
    public void Review_of_an_API_server_is_a_request()
    {
        EvaluationRequest request = EvaluationRequest.FromReview(new DocumentReader().Read(Review, "review.json").Documents[0], []);
        Policy policy = WithPolicy("validations: [{expression: \"request.userInfo.username == 'ann' && oldObject.metadata.labels.tier == 'a' && request.dryRun && request.name == 'web'\"}]").Extend().Rule("CSEC2001").Build();

        Decision decision = new PolicyEngine(policy).Evaluate(request);

        Assert.That((request.Operation, request.IsDryRun, request.User!.Name), Is.EqualTo((AdmissionOperation.Update, true, "ann")));
        Assert.That(
            decision.Findings.Select(f => (f.Finding.Rule.Id, f.Finding.Location.Path)),
            Is.EqualTo(new[] { ("CSEC2001", "spec.containers[0].securityContext.privileged") }));
        Assert.That(decision.Verdicts.Single().Verdict, Is.EqualTo(AdmissionVerdict.Allowed));
    }

    [Test]
    public void Mutations_are_proposed()
    {
        AdmissionPolicySet set = AdmissionPolicySet.Read("""
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingAdmissionPolicy
            metadata: {name: label}
            spec:
              matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: ['*'], operations: ['*'], resources: [pods]}]}
              failurePolicy: Fail
              reinvocationPolicy: Never
              mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: 'Object{metadata: Object.metadata{labels: {"made": "yes"}}}'}}]
            ---
            {apiVersion: admissionregistration.k8s.io/v1, kind: MutatingAdmissionPolicyBinding, metadata: {name: label}, spec: {policyName: label}}
            """, "m.yaml", []);

        Decision decision = new PolicyEngine(Policy.Default with { Profile = Profile.None, Admission = set }).Evaluate(new EvaluationRequest(Pod));

        Assert.That(decision.Mutations!.Object.ToString(), Does.Contain("made: yes").Or.Contain("\"made\": \"yes\""));
        Assert.That(new PolicyEngine().Evaluate(Pod).Mutations, Is.Null);
    }

    [Test]
    public async Task Source_of_a_request_is_opened_when_it_is_evaluated()
    {
        int opened = 0;
        var source = new Source("pod.yaml", async _ =>
        {
            await Task.Yield();
            opened++;
            return new MemoryStream("{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: app, image: a, securityContext: {privileged: true}}]}}"u8.ToArray());
        });
        var request = new EvaluationRequest(source);
        Assert.That(opened, Is.Zero);

        Decision decision = await new PolicyEngine().EvaluateAsync(request);

        Assert.That(opened, Is.EqualTo(1));
        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Does.Contain("CSEC2001"));
    }

    [Test]
    public void Cancelled_request_is_not_judged() =>
        Assert.That(
            async () => await new PolicyEngine().EvaluateAsync(new EvaluationRequest(Pod), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Set_of_a_request_is_compared_with()
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.None).WithCompleteSet().Rule("CSEC7001").Build());
        var set = new ResourceSet(
            [Read("{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec: {podSelector: {}}}")],
            isComplete: true);

        Assert.That(engine.Evaluate(new EvaluationRequest(Pod)).Findings, Has.Count.EqualTo(1));
        Assert.That(engine.Evaluate(new EvaluationRequest(Pod) { Set = set }).Findings, Is.Empty);
    }

    private static PolicyEngine Engine(string expression, string operations = "CREATE, UPDATE") => new(WithPolicy(
        $"validations: [{{expression: \"{expression}\"}}]", operations));

    private static Policy WithPolicy(string spec, string operations = "CREATE, UPDATE") => Policy.Default with
    {
        Profile = Profile.None,
        Admission = AdmissionPolicySet.Read(
            $"{{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {{name: p}}, spec: {{matchConstraints: {{resourceRules: [{{apiGroups: ['*'], apiVersions: ['*'], operations: [{(operations == "*" ? "'*'" : operations)}], resources: ['*']}}]}}, {spec}}}}}", "p.yaml", []),
    };

    private static Resource Read(string text) => new SourceReader().Read(text, "object.yaml").Resources.Single();

    /// <summary>Stands for whoever answers.</summary>
    public class Answers : System.Reflection.DispatchProxy
    {
        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) => null;
    }
}
