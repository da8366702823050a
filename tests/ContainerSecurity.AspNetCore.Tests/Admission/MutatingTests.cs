using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>What the policy hardens is mended on its way in.</summary>
[TestFixture]
public class MutatingTests
{
    private static readonly Policy Hardened = new Policy { Name = "door", Profile = Profile.Restricted }.WithHardening();

    private WebhookHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await WebhookHost.StartAsync(
        policy: o => (o.Policy, o.DenyFrom) = (Hardened, Rules.Severity.Info),
        map: a => a.MapMutatingWebhook("/mutate"));

    [OneTimeTearDown]
    public ValueTask Stop() => host.DisposeAsync();

    [Test]
    public async Task Pod_that_is_refused_for_what_can_be_hardened_is_admitted_with_the_patch()
    {
        JsonObject pod = Review.Pod(Review.Container("web", isPrivileged: true));
        bool before = (await host.AskAsync(Review.Create(pod))).IsAllowed;

        Answer answer = await host.AskAsync(Review.Create(pod), "/mutate");
        Assert.That((answer.IsAllowed, answer.Uid, answer.Body["response"]!["patchType"]!.GetValue<string>()), Is.EqualTo((true, Review.Uid, "JSONPatch")));
        JsonObject patched = Patched(pod, answer.Patch!);
        Answer after = await host.AskAsync(Review.Create(patched)), again = await host.AskAsync(Review.Create(patched), "/mutate");

        Assert.Multiple(() =>
        {
            Assert.That((before, after.IsAllowed, after.Message), Is.EqualTo((false, true, "")));
            Assert.That(again.Patch, Is.Null, "A second run changes nothing.");
            Assert.That(answer.Body["response"]!["auditAnnotations"]!["rules"]!.GetValue<string>(), Does.Contain("CSEC2001"));
        });
    }

    [Test]
    public async Task What_is_there_already_deleted_connected_to_or_a_part_is_never_patched()
    {
        JsonObject pod = Review.Pod(Review.Container("web", isPrivileged: true));
        var exec = new JsonObject { ["kind"] = "PodExecOptions", ["apiVersion"] = "v1" };
        string[] reviews =
        [
            Review.Update(pod, pod),
            Review.Of("DELETE", null, pod),
            Review.Of("CONNECT", exec, null, "exec"),
            Review.Of("CREATE", pod, null, "status"),
        ];

        Answer[] answers = await Task.WhenAll(reviews.Select(r => host.AskAsync(r, "/mutate")));

        Assert.That(answers.Select(a => (a.IsAllowed, a.Patch)), Has.All.EqualTo((true, (string?)null)));
    }

    [Test]
    public async Task Policy_that_hardens_nothing_patches_nothing()
    {
        await using WebhookHost plain = await WebhookHost.StartAsync(map: a => a.MapMutatingWebhook("/mutate"));

        Answer answer = await plain.AskAsync(Review.Create(Review.Pod(Review.Container("web", isPrivileged: true))), "/mutate");

        Assert.That((answer.IsAllowed, answer.Patch), Is.EqualTo((true, (string?)null)));
    }

    [Test]
    public async Task Windows_pod_gets_nothing_that_is_Linuxs_own()
    {
        JsonObject pod = Review.Pod(Review.Container("web"));
        pod["spec"]!["os"] = new JsonObject { ["name"] = "windows" };

        Answer answer = await host.AskAsync(Review.Create(pod), "/mutate");

        Assert.That(answer.Patch ?? "", Does.Not.Contain("seccomp").And.Not.Contain("capabilities").And.Not.Contain("privilege"));
    }

    [Test]
    public async Task Search_for_images_that_outlasts_the_time_is_a_failure_and_no_half_patch()
    {
        await using WebhookHost slow = await WebhookHost.StartAsync(
            policy: o => o.Policy = Hardened,
            map: a => a.MapMutatingWebhook("/mutate", o => o.ImageResolver = new EndlessResolver()));

        Answer answer = await slow.AskAsync(Review.Create(Review.Pod(Review.Container("web"))), "/mutate?timeout=200ms");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
    }

    private static JsonObject Patched(JsonObject pod, string patch)
    {
        JsonObject patched = pod.DeepClone().AsObject();
        foreach (JsonElement operation in JsonDocument.Parse(patch).RootElement.EnumerateArray())
        {
            string[] path = [.. operation.GetProperty("path").GetString()!.Split('/').Skip(1)];
            JsonNode at = path.SkipLast(1)
                .Aggregate((JsonNode)patched, (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
            if (operation.GetProperty("op").GetString() == "remove")
                at.AsObject().Remove(path[^1]);
            else
                at[path[^1]] = JsonNode.Parse(operation.GetProperty("value").GetRawText());
        }
        return patched;
    }

    private sealed class EndlessResolver : IImageResolver
    {
        public async ValueTask<ResolvedImage?> ResolveAsync(ImageReference reference, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        }
    }
}
