using System.Net;
using System.Text.Json.Nodes;
using ContainerSecurity.Audit;
using ContainerSecurity.Policies;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>What a policy denies is refused in words, what it warns of is told, and what is no review is never allowed.</summary>
[TestFixture]
public class DecisionTests
{
    private const string Head = "\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\"";

    private WebhookHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await WebhookHost.StartAsync();

    [OneTimeTearDown]
    public ValueTask Stop() => host.DisposeAsync();

    [Test]
    public async Task Privileged_container_is_denied_in_a_sentence_that_says_what_to_do()
    {
        Answer answer = await host.AskAsync(Review.Create(Review.Pod(Review.Container("web", isPrivileged: true))));

        JsonObject response = answer.Body["response"]!.AsObject();
        Assert.Multiple(() =>
        {
            Assert.That(answer.Body["apiVersion"]!.GetValue<string>(), Is.EqualTo("admission.k8s.io/v1"));
            Assert.That(answer.Body["kind"]!.GetValue<string>(), Is.EqualTo("AdmissionReview"));
            Assert.That(answer.Uid, Is.EqualTo(Review.Uid));
            Assert.That(answer.IsAllowed, Is.False);
            Assert.That(answer.Causes, Is.EqualTo(new[] { "CSEC2001" }));
            Assert.That(answer.Message, Does.Contain("CSEC2001: ").And.Contain("'web'").And.Contain("privileged"));
            Assert.That(response["status"]!["code"]!.GetValue<int>(), Is.EqualTo(403));
            JsonNode cause = response["status"]!["details"]!["causes"]![0]!;
            Assert.That(cause["field"]!.GetValue<string>(), Is.EqualTo("spec.containers[0].securityContext.privileged"));
            Assert.That(response["auditAnnotations"]!["rules"]!.GetValue<string>(), Does.StartWith("CSEC2001"));
        });
    }

    [Test]
    public async Task Harmless_pod_is_allowed()
    {
        Answer answer = await host.AskAsync(Review.Create(Review.Pod(Review.Container("web"))));

        Assert.That((answer.IsAllowed, answer.Uid, answer.Message), Is.EqualTo((true, Review.Uid, "")));
    }

    [Test]
    public async Task All_that_denies_is_in_one_message()
    {
        JsonObject pod = Review.Pod(Review.Container("web", isPrivileged: true));
        pod["spec"]!["hostNetwork"] = true;
        pod["spec"]!["hostPID"] = true;

        Answer answer = await host.AskAsync(Review.Create(pod));

        Assert.Multiple(() =>
        {
            Assert.That(answer.Causes, Has.Length.GreaterThanOrEqualTo(3));
            Assert.That(answer.Causes.Where(c => !answer.Message.Contains(c, StringComparison.Ordinal)), Is.Empty);
        });
    }

    [Test]
    public async Task What_the_policy_warns_of_is_allowed_with_a_warning()
    {
        await using WebhookHost warning = await WebhookHost.StartAsync(policy: o => (o.Profile, o.DenyFrom) = (Profile.Baseline, null));

        Answer answer = await warning.AskAsync(Review.Create(Review.Pod(Review.Container("web", isPrivileged: true))));

        Assert.That(answer.IsAllowed);
        Assert.That(answer.Warnings, Has.Some.StartsWith("CSEC2001: "));
    }

    [Test]
    public async Task Each_decision_is_one_line_of_the_audit_log_and_a_dry_run_says_so()
    {
        await using WebhookHost own = await WebhookHost.StartAsync();
        await own.AskAsync(Review.Create(Review.Pod(Review.Container("web"))));
        await own.AskAsync(Review.Create(Review.Pod(Review.Container("web", isPrivileged: true)), isDryRun: true));

        AuditEntry[] entries = [.. own.Audit.Entries];
        Assert.Multiple(() =>
        {
            Assert.That(entries.Select(e => (e.Subject, e.Action, e.Object, e.Verdict)), Is.EqualTo(new[]
            {
                ("alice", "admission.create", "v1 Pod shop/web", AuditVerdict.Allow),
                ("alice", "admission.create", "v1 Pod shop/web", AuditVerdict.Deny),
            }));
            Assert.That(entries[1].Reason, Does.StartWith("Dry run. ").And.Contain("CSEC2001"));
            Assert.That(entries[1].RuleIds, Does.Contain("CSEC2001"));
        });
    }

    [Test]
    public async Task Deletion_has_no_object_and_is_allowed_also_of_what_a_policy_denies()
    {
        JsonObject old = Review.Pod(Review.Container("web", isPrivileged: true));

        Answer one = await host.AskAsync(Review.Of("DELETE", null, old)), ofCollection = await host.AskAsync(Review.Of("DELETE", null, old, name: null));

        Assert.Multiple(() =>
        {
            Assert.That(one.IsAllowed && ofCollection.IsAllowed);
            Assert.That(host.Audit.Entries.Last().Object, Is.EqualTo("v1 Pod shop/web"));
        });
    }

    [Test]
    public async Task Exec_and_attach_have_no_old_object_and_are_allowed()
    {
        var options = new JsonObject { ["kind"] = "PodExecOptions", ["apiVersion"] = "v1", ["container"] = "web", ["command"] = new JsonArray("sh") };

        Answer exec = await host.AskAsync(Review.Of("CONNECT", options, null, "exec"));

        Assert.Multiple(() =>
        {
            Assert.That((exec.IsAllowed, exec.Message), Is.EqualTo((true, "")));
            Assert.That(exec.Warnings, Is.Empty);
            Assert.That(host.Audit.Entries.Select(e => e.Object), Does.Contain("v1 PodExecOptions shop/web/exec"));
        });
    }

    [Test]
    public async Task Scale_is_an_object_of_its_own_and_is_allowed()
    {
        JsonObject scale = Review.Pod();
        (scale["kind"], scale["apiVersion"], scale["spec"]) = ("Scale", "autoscaling/v1", new JsonObject { ["replicas"] = 3 });

        Answer answer = await host.AskAsync(Review.Update(scale, scale, "scale"));

        Assert.That((answer.IsAllowed, answer.Message), Is.EqualTo((true, "")));
    }

    [Test]
    public async Task Generated_name_is_shown_by_its_prefix()
    {
        JsonObject pod = Review.Pod(Review.Container("web"));
        pod["metadata"] = new JsonObject { ["generateName"] = "web-", ["namespace"] = "shop" };

        await host.AskAsync(Review.Of("CREATE", pod, null, name: null));

        Assert.That(host.Audit.Entries.Select(e => e.Object), Does.Contain("v1 Pod shop/web-*"));
    }

    [Test]
    public async Task Custom_resource_that_nobody_knows_is_allowed()
    {
        JsonObject widget = Review.Pod();
        (widget["kind"], widget["apiVersion"], widget["spec"]) = ("Widget", "example.com/v1", new JsonObject { ["size"] = 3 });

        Assert.That((await host.AskAsync(Review.Create(widget))).IsAllowed);
    }

    [Test]
    public async Task Object_that_cannot_be_read_is_denied()
    {
        JsonObject pod = Review.Pod(Review.Container("web"));
        pod["spec"]!["containers"] = "none";

        Answer answer = await host.AskAsync(Review.Create(pod));

        Assert.That((answer.Status, answer.IsAllowed), Is.EqualTo((HttpStatusCode.OK, false)));
        Assert.That(answer.Message, Does.Contain("not all could be read"));
    }

    [Test]
    public async Task Creation_without_an_object_is_denied() =>
        Assert.That((await host.AskAsync(Review.Of("CREATE", null, null))).IsAllowed, Is.False);

    [TestCase("", "no body")]
    [TestCase("null", "no JSON object")]
    [TestCase("[]", "no JSON object")]
    [TestCase("{", "no JSON that could be read")]
    [TestCase("kind: AdmissionReview", "no JSON object")]
    [TestCase("{}", "kind AdmissionReview")]
    [TestCase("""{REVIEWbeta1,"request":{"uid":"1","operation":"CREATE"}}""", "version 'admission.k8s.io/v1beta1'")]
    [TestCase("""{"kind":"AdmissionReview","request":{"uid":"1","operation":"CREATE"}}""", "version ''")]
    [TestCase("""{REVIEW}""", "no 'request'")]
    [TestCase("""{REVIEW,"request":[]}""", "no 'request'")]
    [TestCase("""{REVIEW,"request":{"operation":"CREATE"}}""", "no 'uid'")]
    [TestCase("""{REVIEW,"request":{"uid":{},"operation":"CREATE"}}""", "no 'uid'")]
    [TestCase("""{REVIEW,"request":{"uid":"1","operation":"PATCH"}}""", "operation of the review is 'PATCH'")]
    [TestCase("""{REVIEW,"request":{"uid":"1"}}""", "operation of the review is ''")]
    [TestCase("""{REVIEW,"request":{"uid":"1","operation":"CREATE"},"request":{"uid":"2","operation":"DELETE"}}""", "already given")]
    public async Task What_is_no_review_is_a_bad_request(string body, string message)
    {
        string review = body.Replace("REVIEWbeta1", Head.Replace("v1", "v1beta1", StringComparison.Ordinal), StringComparison.Ordinal);

        Answer answer = await host.AskAsync(review.Replace("REVIEW", Head, StringComparison.Ordinal));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Message, Does.Contain(message));
    }

    [Test]
    public async Task Bytes_that_are_no_UTF_8_are_a_bad_request()
    {
        byte[] body = System.Text.Encoding.UTF8.GetBytes(Review.Create(Review.Pod(Review.Container("web"))));
        body[Array.IndexOf(body, (byte)'w')] = 0xFF;

        Assert.That((await host.AskAsync(body)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Body_of_another_type_is_refused() =>
        Assert.That((await host.AskAsync("{}"u8.ToArray(), type: "text/plain")).Status, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
}
