using System.Net;
using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.Audit;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>What cannot be judged is answered as the options say, and is never allowed by accident.</summary>
[TestFixture]
public class FailureTests
{
    private static readonly string Harmless = Review.Create(Review.Pod(Review.Container("web")));

    [TestCase(AdmissionFailure.LeaveToCluster, HttpStatusCode.InternalServerError, false, AuditVerdict.Error)]
    [TestCase(AdmissionFailure.Deny, HttpStatusCode.OK, false, AuditVerdict.Error)]
    [TestCase(AdmissionFailure.Allow, HttpStatusCode.OK, true, AuditVerdict.Allow)]
    public async Task Fault_of_a_rule_is_answered_as_the_option_says(AdmissionFailure option, HttpStatusCode status, bool isAllowed, AuditVerdict verdict)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(o => o.OnFailure = option, rules: r => r.AddRule<FailingRule>());

        Answer answer = await host.AskAsync(Harmless);

        Assert.Multiple(() =>
        {
            Assert.That((answer.Status, answer.IsAllowed), Is.EqualTo((status, isAllowed)));
            Assert.That(isAllowed ? answer.Warnings.Single() : answer.Message, Does.Contain("fault"));
            Assert.That(host.Audit.Entries.Single().Verdict, Is.EqualTo(verdict));
        });
    }

    [Test]
    public async Task What_was_found_denies_whatever_else_failed()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(o => o.OnFailure = AdmissionFailure.Allow, rules: r => r.AddRule<FailingRule>());

        Answer answer = await host.AskAsync(Review.Create(Review.Pod(Review.Container("web", isPrivileged: true))));

        Assert.That((answer.Status, answer.IsAllowed), Is.EqualTo((HttpStatusCode.OK, false)));
        Assert.That(answer.Causes, Does.Contain("CSEC2001"));
    }

    [TestCase(AdmissionFailure.LeaveToCluster, HttpStatusCode.InternalServerError, false)]
    [TestCase(AdmissionFailure.Deny, HttpStatusCode.OK, false)]
    [TestCase(AdmissionFailure.Allow, HttpStatusCode.OK, true)]
    public async Task Judging_that_outlasts_the_API_servers_timeout_is_answered_before_it_ends(AdmissionFailure option, HttpStatusCode status, bool isAllowed)
    {
        using var gate = new ManualResetEventSlim();
        await using WebhookHost host = await WebhookHost.StartAsync(o => o.OnFailure = option, o =>
        {
            o.Profile = Profile.None;
            o.Rules.Add(new WaitingRule(gate));
        });

        Answer answer = await host.AskAsync(Harmless, "/validate?timeout=200ms");

        Assert.That(gate.IsSet, Is.False);
        gate.Set();
        Assert.That((answer.Status, answer.IsAllowed), Is.EqualTo((status, isAllowed)));
        Assert.That(isAllowed ? answer.Warnings.Single() : answer.Message, Does.Contain("in the time that the API server gives"));
    }

    [Test]
    public async Task Reviews_beyond_those_that_are_judged_at_a_time_wait_for_their_turn()
    {
        using var gate = new ManualResetEventSlim();
        await using WebhookHost host = await WebhookHost.StartAsync(o => o.MaxConcurrency = 1, o =>
        {
            o.Profile = Profile.None;
            o.Rules.Add(new WaitingRule(gate));
        });
        Task<Answer> first = host.AskAsync(Harmless);
        Answer waiting = await host.AskAsync(Harmless, "/validate?timeout=300ms");
        gate.Set();

        bool isFirstAllowed = (await first).IsAllowed, isNextAllowed = (await host.AskAsync(Harmless)).IsAllowed;
        Assert.That((waiting.Status, isFirstAllowed, isNextAllowed), Is.EqualTo((HttpStatusCode.InternalServerError, true, true)));
    }

    [Test]
    public async Task Decision_that_cannot_be_kept_allows_nothing()
    {
        await using WebhookHost host = await WebhookHost.StartAsync();
        host.Audit.IsBroken = true;

        Answer harmless = await host.AskAsync(Harmless), denied = await host.AskAsync(Review.Create(Review.Pod(Review.Container("web", isPrivileged: true))));

        Assert.That(harmless.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That((denied.Status, denied.IsAllowed), Is.EqualTo((HttpStatusCode.OK, false)));
    }

    [Test]
    public async Task What_completes_a_request_may_fail_and_its_message_stays_in_the_log()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(
            o => o.CompleteAsync = (_, _) => throw new InvalidDataException("the cache of namespaces is gone"));

        Answer answer = await host.AskAsync(Harmless);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(answer.Message, Does.Not.Contain("cache"));
        Assert.That(host.Logs.Lines, Has.Some.Contain("the cache of namespaces is gone"));
    }

    [Test]
    public async Task Policy_of_the_cluster_without_a_verdict_denies()
    {
        const string policy = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: { name: only-labelled-namespaces }
            spec:
              matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }
              validations: [{ expression: "namespaceObject.metadata.labels.tier == 'open'" }]
            """;
        string file = Path.Combine(Directory.CreateTempSubdirectory("policy-").FullName, "policy.yaml");
        await File.WriteAllTextAsync(file, policy);
        const string space = """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop","labels":{"tier":"open"}}}""";
        var context = new AdmissionContext { NamespaceObject = DocumentValue.Of(new DocumentReader().Read(space, "namespace.json").Documents[0]) };
        await using WebhookHost unknown = await WebhookHost.StartAsync(policy: Policy);
        await using WebhookHost known = await WebhookHost.StartAsync(
            o => o.CompleteAsync = (request, _) => new(request.With(context)),
            Policy);

        Answer undecided = await unknown.AskAsync(Harmless), decided = await known.AskAsync(Harmless);

        Assert.Multiple(() =>
        {
            Assert.That((undecided.Status, undecided.IsAllowed), Is.EqualTo((HttpStatusCode.OK, false)));
            Assert.That(undecided.Message, Does.Contain("only-labelled-namespaces"));
            Assert.That((decided.IsAllowed, decided.Message), Is.EqualTo((true, "")));
        });

        void Policy(DependencyInjection.ContainerSecurityOptions o)
        {
            o.Profile = Profile.None;
            o.PolicyFiles.Add(file);
        }
    }

    [Test]
    public async Task Options_out_of_their_range_are_told_when_the_webhook_is_mapped()
    {
        await Task.CompletedTask;
        Assert.Multiple(() =>
        {
            Assert.That(() => WebhookHost.StartAsync(o => o.MaxReviewSize = 1), Throws.ArgumentException.With.Message.Contains("MaxReviewSize"));
            Assert.That(() => WebhookHost.StartAsync(o => o.Timeout = TimeSpan.Zero), Throws.ArgumentException.With.Message.Contains("Timeout"));
            Assert.That(() => WebhookHost.StartAsync(o => o.MaxConcurrency = 0), Throws.ArgumentException.With.Message.Contains("MaxConcurrency"));
        });
    }

    /// <summary>Fails on whatever it is given.</summary>
    public sealed class FailingRule() : Rule(new("TEST0002", "failing", Severity.Medium, "Fails", "None.")), IJudges<Workload>
    {
        /// <inheritdoc/>
        public void Judge(Workload resource, RuleContext context) => throw new InvalidDataException("a fault of the rule");
    }

    private sealed class WaitingRule(ManualResetEventSlim gate) : Rule(new("TEST0003", "waiting", Severity.Medium, "Waits", "None.")), IJudges<Workload>
    {
        public void Judge(Workload resource, RuleContext context) => gate.Wait();
    }
}
