using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Kubernetes.Tests;

/// <summary>What a review does not say is known from the cluster, as it is at the time.</summary>
public class AdmissionInformerTests
{
    private const string Limit = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: limit}
        spec:
          paramKind: {apiVersion: v1, kind: ConfigMap}
          matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
          validations: [{expression: "object.spec.containers.size() <= int(params.data.most)", message: too many}]
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: limit}
        spec:
          policyName: limit
          validationActions: [Deny]
          paramRef: {name: limit, namespace: rules, parameterNotFoundAction: Deny}
          matchResources: {namespaceSelector: {matchLabels: {tier: front}}}
        """;

    private FakeCluster cluster = null!;
    private k8s.Kubernetes client = null!;
    private WatchTime time = null!;
    private AdmissionInformer informer = null!;
    private PolicyEngine engine = null!;
    private CancellationTokenSource stop = null!;
    private Task running = Task.CompletedTask;

    [SetUp]
    public async Task Start()
    {
        cluster = await FakeCluster.StartAsync();
        client = cluster.NewClient();
        time = new WatchTime();
        stop = new CancellationTokenSource();
        engine = EngineOf(Limit);
        informer = new AdmissionInformer(client, () => [engine.Policy.Admission], new ApiOptions { Time = time });
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: front}}");
        cluster.Apply("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: limit, namespace: rules}\ndata: {most: '1'}");
    }

    [TearDown]
    public async Task Stop()
    {
        await stop.CancelAsync();
        await running;
        informer.Dispose();
        client.Dispose();
        await cluster.DisposeAsync();
        stop.Dispose();
    }

    [Test]
    public async Task Policy_with_parameters_and_a_selector_of_namespaces_has_a_verdict()
    {
        await RunAsync();

        Assert.That((await JudgeAsync(1)).IsAllowed, Is.True);
        Assert.That((await JudgeAsync(2)).Reason, Does.Contain("too many"));
        Assert.That(informer.Gaps, Is.Empty);
    }

    [Test]
    public async Task Changed_parameter_counts_and_a_deleted_one_is_missing()
    {
        await RunAsync();
        cluster.Apply("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: limit, namespace: rules}\ndata: {most: '2'}");
        await EventuallyAsync(async () => (await JudgeAsync(2)).IsAllowed);

        cluster.Delete("configmaps", "limit", "rules");
        await EventuallyAsync(async () => (await JudgeAsync(1)).Reason.Contains("no params found", StringComparison.Ordinal));
    }

    [Test]
    public async Task Labels_of_a_namespace_count_as_they_are_now()
    {
        await RunAsync();
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: back}}");

        await EventuallyAsync(async () => (await JudgeAsync(2)).IsAllowed);
    }

    [Test]
    public async Task Namespace_that_was_not_seen_yet_is_asked_for()
    {
        cluster.Intercept = context => AnswerAsync(context, c => c.Request.Path.Value == "/api/v1/namespaces");
        await RunAsync(waits: false);
        await EventuallyAsync(() => Task.FromResult(informer.Gaps.Count == 1));

        Assert.That((await JudgeAsync(2)).Findings.Select(f => f.Finding.Message), Has.Some.Contains("too many"));
        Assert.That(informer.Gaps.Single(), Does.Contain("Namespace").And.Contain("Grant 'list'"));
    }

    [Test]
    public async Task Namespace_that_cannot_be_had_leaves_no_verdict_on_what_it_may_forbid()
    {
        cluster.Intercept = context => AnswerAsync(context, c => c.Request.Path.Value!.StartsWith("/api/v1/namespaces", StringComparison.Ordinal));
        await RunAsync(waits: false);
        await EventuallyAsync(() => Task.FromResult(informer.Gaps.Count == 1));

        Decision decision = await JudgeAsync(2);

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(decision.NotEvaluated, Is.Not.Empty);
        Assert.That(decision.Findings, Is.Empty);
    }

    [Test]
    public async Task Parameters_that_may_not_be_listed_leave_no_verdict_and_deny()
    {
        cluster.Delete("configmaps", "limit", "rules");
        cluster.Intercept = context => AnswerAsync(context, c => c.Request.Path.Value!.EndsWith("/configmaps", StringComparison.Ordinal));
        await RunAsync(waits: false);
        await EventuallyAsync(() => Task.FromResult(informer.Gaps.Any(g => g.Contains("Grant 'list' on 'configmaps'", StringComparison.Ordinal))));

        Assert.That((await JudgeAsync(1)).IsAllowed, Is.False);
    }

    [Test]
    public async Task Kind_that_the_server_does_not_list_is_a_gap_until_it_does()
    {
        engine = EngineOf(Limit.Replace("apiVersion: v1, kind: ConfigMap", "apiVersion: example.com/v1, kind: Limit", StringComparison.Ordinal));
        await RunAsync(waits: false);
        await EventuallyAsync(() => Task.FromResult(informer.Gaps.SequenceEqual(["The server lists no kind 'Limit' of 'example.com/v1', which a policy takes as parameters."])));
        Assert.That((await JudgeAsync(1)).IsAllowed, Is.False);

        engine = EngineOf(Limit);
        await EventuallyAsync(() => Task.FromResult(informer.IsSynced));
        Assert.That((await JudgeAsync(1)).IsAllowed, Is.True);
    }

    [Test]
    public async Task Before_anything_is_known_nothing_passes()
    {
        Assert.That((await JudgeAsync(1)).IsAllowed, Is.False);
        Assert.That(informer.IsSynced, Is.False);
    }

    [Test]
    public async Task Only_one_run_at_a_time()
    {
        await RunAsync();

        Assert.That(() => informer.RunAsync(stop.Token), Throws.InvalidOperationException);
    }

    private async Task RunAsync(bool waits = true)
    {
        running = Task.Run(() => informer.RunAsync(stop.Token));
        if (waits)
            await EventuallyAsync(() => Task.FromResult(informer.IsSynced));
    }

    private async Task<Decision> JudgeAsync(int containers)
    {
        string list = string.Join(", ", Enumerable.Range(0, containers).Select(i => $"{{name: c{i}, image: registry.example/web:1.0}}"));
        string review = $$$"""
            apiVersion: admission.k8s.io/v1
            kind: AdmissionReview
            request:
              uid: one
              kind: {group: "", version: v1, kind: Pod}
              resource: {group: "", version: v1, resource: pods}
              name: web
              namespace: shop
              operation: CREATE
              userInfo: {username: eve}
              object: {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{{{list}}}]}}
            """;
        DocumentNode document = new DocumentReader().Read(review, "review.yaml").Documents[0];
        return await engine.EvaluateAsync(await informer.CompleteAsync(EvaluationRequest.FromReview(document, [])));
    }

    private static PolicyEngine EngineOf(string policies) =>
        new(Policy.Create().UseProfile(Profile.None).Build() with { Admission = AdmissionPolicySet.Read(policies, "policies.yaml", []) });

    private static async Task<bool> AnswerAsync(Microsoft.AspNetCore.Http.HttpContext context, Func<Microsoft.AspNetCore.Http.HttpContext, bool> isMeant)
    {
        if (!isMeant(context))
            return false;
        await FakeCluster.FailAsync(context, 403, "Forbidden", "you may not");
        return true;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds() && !patience.IsCancellationRequested)
            await Task.Delay(10, CancellationToken.None);
        Assert.That(await holds(), Is.True);
    }
}
