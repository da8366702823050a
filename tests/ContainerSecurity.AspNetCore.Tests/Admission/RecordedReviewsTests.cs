using System.Net;
using System.Text.Json.Nodes;
using ContainerSecurity.Conformance;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>Every review that a real API server sent is answered as the Pod Security Standards say.</summary>
[TestFixture]
public class RecordedReviewsTests
{
    /// <summary>By line of the recording: what it is, and whether the levels baseline and restricted allow it.</summary>
    private static readonly (string What, bool Baseline, bool Restricted)[] Expected =
    [
        ("CREATE v1 Pod team-b/p1", true, false),
        ("UPDATE v1 Pod team-b/p1", true, true),
        ("CONNECT v1 PodExecOptions team-b/p1/exec", true, true),
        ("CONNECT v1 PodExecOptions team-b/p1/exec", true, true),
        ("CONNECT v1 PodAttachOptions team-b/p1/attach", true, true),
        ("CONNECT v1 PodAttachOptions team-b/p1/attach", true, true),
        ("UPDATE v1 Pod team-b/p1/ephemeralcontainers", false, false),
        ("CREATE apps/v1 Deployment team-b/d1", true, false),
        ("UPDATE autoscaling/v1 Scale team-b/d1/scale", true, true),
        ("CREATE batch/v1 CronJob team-b/cj", true, false),
        ("CREATE v1 Namespace ns-x/ns-x", true, true),
        ("CREATE rbac.authorization.k8s.io/v1 RoleBinding team-b/rb", true, true),
        ("CREATE v1 Secret team-b/s1", true, true),
        ("CREATE v1 Pod team-b/p2", false, false),
        ("DELETE v1 Pod team-b/p1", true, true),
        ("DELETE v1 Pod team-b/p1", true, true),
        ("DELETE v1 Pod team-b/p1", true, true),
    ];

    private static string[] Recorded => File.ReadAllLines(Corpus.Require("admission-reviews", "reviews.jsonl"));

    [TestCase(Profile.Baseline)]
    [TestCase(Profile.Restricted)]
    public async Task Recorded_reviews_are_answered_as_the_level_says(Profile profile)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(policy: o => (o.Profile, o.DenyFrom) = (profile, Severity.Info));
        var answered = new List<(string, bool)>();
        foreach (string review in Recorded)
        {
            Answer answer = await host.AskAsync(review, "/validate?timeout=10s");
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Uid, Is.EqualTo(JsonNode.Parse(review)!["request"]!["uid"]!.GetValue<string>()));
            Audit.AuditEntry kept = host.Audit.Entries.Last();
            answered.Add(($"{kept.Action["admission.".Length..].ToUpperInvariant()} {kept.Object}", answer.IsAllowed));
        }

        Assert.That(answered, Is.EqualTo(Expected.Select(e => (e.What, profile == Profile.Baseline ? e.Baseline : e.Restricted))));
    }

    [Test]
    public async Task Debugger_is_denied_for_itself_and_not_for_the_containers_beside_it()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(policy: o => (o.Profile, o.DenyFrom) = (Profile.Restricted, Severity.Info));

        Answer answer = await host.AskAsync(Recorded[6]);

        Assert.That(answer.Message, Does.Contain("'debugger-mhk8x'").And.Contain("SYS_PTRACE").And.Not.Contain("'c'"));
        Assert.That(answer.Warnings, Has.Some.Contain("(as before)").And.Some.Contain("'c'"));
    }

    [Test]
    public async Task Recorded_reviews_have_the_findings_that_a_scan_of_their_objects_has()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(policy: o => (o.Profile, o.DenyFrom) = (Profile.All, Severity.Info));
        var engine = new PolicyEngine(Policy.Default with { Profile = Profile.All }, new PolicyEngineOptions { DenyFrom = Severity.Info });
        foreach (JsonNode request in Recorded.Select(r => JsonNode.Parse(r)!["request"]!).Where(r => r["operation"]!.GetValue<string>() == "CREATE"))
        {
            Decision scanned = engine.Evaluate(request["object"]!.ToJsonString(), "object.json");

            var review = new JsonObject { ["kind"] = "AdmissionReview", ["apiVersion"] = "admission.k8s.io/v1", ["request"] = request.DeepClone() };
            Answer answer = await host.AskAsync(review.ToJsonString());

            Assert.That(answer.Causes.Order(), Is.EqualTo(scanned.Denying.Select(f => f.Finding.Rule.Id).Order()));
        }
    }

    [Test]
    public async Task Recorded_reviews_cut_off_anywhere_are_refused()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(policy: o => o.Profile = Profile.None);
        string review = Recorded[12];
        for (int length = 0; length < review.Length; length += 7)
            Assert.That((await host.AskAsync(review[..length])).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }
}
