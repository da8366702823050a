using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>Images are verified at the door, and pinned to what was verified.</summary>
[TestFixture]
public class ImageTrustTests
{
    private const string Web = "registry.example.com/shop/web:1.0";
    private static readonly string Digest = Resources.Images.Digest.OfBytes("web"u8.ToArray()).ToString();
    private static readonly ImageVerification Good = new(ImageVerificationState.Verified) { Digest = Digest };
    private static readonly Policy OfShop = new()
    {
        Name = "door",
        Profile = Profile.None,
        Trust = new ImageTrustPolicy([new ImageTrustRequirement([new ImagePattern("registry.example.com/shop/*")]) { Keys = [new RequiredKey(null,
            "release.pub")] }]),
    };

    private static Task<WebhookHost> StartAsync(IImageTrust? trust, AdmissionFailure failure = AdmissionFailure.LeaveToCluster) => WebhookHost.StartAsync(
        o => (o.ImageTrust, o.OnFailure) = (trust, failure),
        o => o.Policy = OfShop,
        map: a => a.MapMutatingWebhook("/mutate", o => o.ImageTrust = trust));

    [Test]
    public async Task A_pod_with_an_unsigned_image_is_denied_and_told_why()
    {
        await using WebhookHost host = await StartAsync(new Trust(_ => ImageVerification.Refuse("It has no signature.")));
        Answer answer = await host.AskAsync(Review.Create(Review.Pod(Review.Container("web"))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((answer.Status, answer.IsAllowed), Is.EqualTo((HttpStatusCode.OK, false)));
            Assert.That(answer.Causes, Does.Contain("CSEC1011"));
            Assert.That(answer.Message, Does.Contain("It has no signature."));
        }
    }

    [Test]
    public async Task A_pod_with_a_signed_image_is_allowed()
    {
        await using WebhookHost host = await StartAsync(new Trust(_ => Good));
        Assert.That((await host.AskAsync(Review.Create(Review.Pod(Review.Container("web"))))).IsAllowed);
    }

    [Test]
    public async Task Without_somebody_who_verifies_nothing_is_allowed()
    {
        await using WebhookHost host = await StartAsync(null);
        Assert.That((await host.AskAsync(Review.Create(Review.Pod(Review.Container("web"))))).IsAllowed, Is.False);
    }

    [TestCase("initContainers")]
    [TestCase("ephemeralContainers")]
    [TestCase("volumes")]
    public async Task Images_are_verified_wherever_a_pod_names_them(string where)
    {
        await using WebhookHost host =
            await StartAsync(new Trust(i => i.Contains("/bad", StringComparison.Ordinal) ? ImageVerification.Refuse("It has no signature.") : Good));
        JsonObject pod = Review.Pod(Review.Container("web"));
        pod["spec"]![where] = new JsonArray(where == "volumes"
            ? new JsonObject { ["name"] = "data", ["image"] = new JsonObject { ["reference"] = "registry.example.com/shop/bad:1" } }
            : new JsonObject { ["name"] = "other", ["image"] = "registry.example.com/shop/bad:1" });
        Answer answer = where == "ephemeralContainers"
            ? await host.AskAsync(Review.Update(Review.Pod(Review.Container("web")), pod, "ephemeralcontainers"))
            : await host.AskAsync(Review.Create(pod));
        Assert.That((answer.IsAllowed, answer.Causes.Contains("CSEC1011")), Is.EqualTo((false, true)));
    }

    [TestCase(AdmissionFailure.LeaveToCluster)]
    [TestCase(AdmissionFailure.Deny)]
    [TestCase(AdmissionFailure.Allow)]
    public async Task A_registry_that_is_too_slow_denies_whatever_failures_do(AdmissionFailure failure)
    {
        await using WebhookHost host = await StartAsync(new Trust(_ => Good) { Delay = Timeout.InfiniteTimeSpan }, failure);
        Answer answer = await host.AskAsync(Review.Create(Review.Pod(Review.Container("web"))), "/validate?timeout=300ms");
        Assert.That((answer.Status, answer.IsAllowed), Is.EqualTo((HttpStatusCode.OK, false)));
    }

    [Test]
    public async Task The_digest_that_was_verified_is_pinned_and_nothing_else()
    {
        await using WebhookHost host = await StartAsync(new Trust(i => i == Web ? Good : ImageVerification.Refuse("It has no signature.")));
        JsonObject pod = Review.Pod(Review.Container("web"));
        pod["spec"]!["initContainers"] = new JsonArray(new JsonObject { ["name"] = "bad", ["image"] = "registry.example.com/shop/bad:1" });
        pod["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "data", ["image"] = new JsonObject { ["reference"] = Web } });
        ((JsonArray)pod["spec"]!["containers"]!).Add(new JsonObject { ["name"] = "side", ["image"] = "other.example.com/side:1" });
        Answer answer = await host.AskAsync(Review.Create(pod), "/mutate");
        JsonArray patch = JsonNode.Parse(answer.Patch!)!.AsArray();
        Assert.That(
            patch.Where(o => o!["op"]!.GetValue<string>() != "test").Select(o => (o!["path"]!.GetValue<string>(), o["value"]!.GetValue<string>())),
            Is.EquivalentTo(new[] { ("/spec/containers/0/image", $"{Web}@{Digest}"), ("/spec/volumes/0/image/reference", $"{Web}@{Digest}") }));
    }

    [Test]
    public async Task An_update_that_keeps_an_unsigned_image_is_allowed_and_one_with_another_is_not()
    {
        await using WebhookHost host = await StartAsync(new Trust(_ => ImageVerification.Refuse("It has no signature.")));
        JsonObject old = Review.Pod(Review.Container("web")), labelled = Review.Pod(Review.Container("web")), other = Review.Pod(Review.Container("web"));
        labelled["metadata"]!["labels"] = new JsonObject { ["a"] = "b" };
        other["spec"]!["containers"]![0]!["image"] = "registry.example.com/shop/web:2.0";
        Answer kept = await host.AskAsync(Review.Update(old, labelled)), changed = await host.AskAsync(Review.Update(old, other));
        Assert.That((kept.IsAllowed, changed.IsAllowed), Is.EqualTo((true, false)));
    }

    private sealed class Trust(Func<string, ImageVerification> verify) : IImageTrust
    {
        public TimeSpan Delay { get; init; }

        public ConcurrentBag<string> Asked { get; } = [];

        public async ValueTask<ImageVerification> VerifyAsync(ImageReference image, ImageTrustPolicy policy, CancellationToken cancellationToken)
        {
            Asked.Add(image.ToString());
            await Task.Delay(Delay, cancellationToken);
            return verify(image.ToString());
        }
    }
}
