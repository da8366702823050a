using System.Text.Json.Nodes;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>An update is refused for what it makes worse, and not for what was there before.</summary>
[TestFixture]
public class UpdateTests
{
    private WebhookHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await WebhookHost.StartAsync();

    [OneTimeTearDown]
    public ValueTask Stop() => host.DisposeAsync();

    [Test]
    public async Task Finalizer_can_be_removed_from_a_pod_that_is_denied_today()
    {
        JsonObject old = Review.Pod(Review.Container("web", isPrivileged: true)), now = Review.Pod(Review.Container("web", isPrivileged: true));
        old["metadata"]!["finalizers"] = new JsonArray("batch.kubernetes.io/job-tracking");

        Answer answer = await host.AskAsync(Review.Update(old, now));

        Assert.That((answer.IsAllowed, answer.Message), Is.EqualTo((true, "")));
        Assert.That(answer.Warnings, Has.Some.StartsWith("CSEC2001 (as before): "));
    }

    [Test]
    public async Task Only_what_is_new_denies()
    {
        JsonObject old = Review.Pod(Review.Container("web", isPrivileged: true)), now = Review.Pod(Review.Container("web", isPrivileged: true));
        now["spec"]!["hostNetwork"] = true;

        Answer answer = await host.AskAsync(Review.Update(old, now));

        Assert.Multiple(() =>
        {
            Assert.That(answer.IsAllowed, Is.False);
            Assert.That(answer.Causes, Has.None.EqualTo("CSEC2001"));
            Assert.That(answer.Message, Does.Contain("hostNetwork").And.Not.Contain("CSEC2001"));
            Assert.That(answer.Warnings, Has.Some.StartsWith("CSEC2001 (as before): "));
        });
    }

    [Test]
    public async Task Containers_are_the_same_by_their_names_wherever_they_stand()
    {
        JsonObject old = Review.Pod(Review.Container("web", isPrivileged: true), Review.Container("log"));
        JsonObject moved = Review.Pod(Review.Container("log"), Review.Container("web", isPrivileged: true));
        JsonObject other = Review.Pod(Review.Container("web"), Review.Container("log", isPrivileged: true));
        JsonObject renamed = Review.Pod(Review.Container("web2", isPrivileged: true), Review.Container("log"));

        bool[] allowed = [.. await Task.WhenAll(new[] { moved, other, renamed }.Select(async now => (await host.AskAsync(Review.Update(old, now))).IsAllowed))];

        Assert.That(allowed, Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public async Task Ephemeral_container_that_is_added_is_judged()
    {
        JsonObject old = Review.Pod(Review.Container("web", isPrivileged: true)), now = Review.Pod(Review.Container("web", isPrivileged: true));
        now["spec"]!["ephemeralContainers"] = new JsonArray(Review.Container("debugger", isPrivileged: true));

        Answer answer = await host.AskAsync(Review.Update(old, now, "ephemeralcontainers"));

        Assert.That(answer.Causes, Is.EqualTo(new[] { "CSEC2001" }));
        Assert.That(answer.Message, Does.Contain("'debugger'").And.Not.Contain("'web'"));
    }

    [Test]
    public async Task Value_that_is_added_to_a_list_is_new()
    {
        static JsonObject With(params string[] capabilities)
        {
            JsonObject container = Review.Container("web");
            var added = new JsonArray([.. capabilities.Select(c => JsonValue.Create(c))]);
            container["securityContext"] = new JsonObject { ["capabilities"] = new JsonObject { ["add"] = added } };
            return Review.Pod(container);
        }

        Answer same = await host.AskAsync(Review.Update(With("NET_ADMIN"), With("NET_ADMIN")));
        Answer added = await host.AskAsync(Review.Update(With("NET_ADMIN"), With("SYS_ADMIN", "NET_ADMIN")));

        Assert.That((same.IsAllowed, added.IsAllowed), Is.EqualTo((true, false)));
        Assert.That(added.Message, Does.Contain("SYS_ADMIN"));
    }

    [Test]
    public async Task What_is_worse_than_before_denies()
    {
        await using WebhookHost own = await WebhookHost.StartAsync(
            policy: o => (o.Profile, o.DenyFrom) = (Policies.Profile.None, Rules.Severity.Medium), rules: r => r.AddRule<LevelRule>());
        static JsonObject At(string level)
        {
            JsonObject pod = Review.Pod(Review.Container("web"));
            pod["metadata"]!["labels"] = new JsonObject { ["level"] = level };
            return pod;
        }

        async Task<bool> Allows(string before, string now) => (await own.AskAsync(Review.Update(At(before), At(now)))).IsAllowed;

        Assert.That(
            (await Allows("Medium", "High"), await Allows("High", "High"), await Allows("High", "Medium"), await Allows("Low", "Medium")),
            Is.EqualTo((false, true, true, false)));
    }

    [Test]
    public async Task Waiver_that_is_taken_away_does_not_stay()
    {
        JsonObject old = Review.Pod(Review.Container("web", isPrivileged: true)), now = Review.Pod(Review.Container("web", isPrivileged: true));
        old["metadata"]!["annotations"] = new JsonObject { ["containersecurity.io/ignore"] = "CSEC2001 the driver needs it until May" };
        bool isWaived = (await host.AskAsync(Review.Create(old))).IsAllowed;

        Answer answer = await host.AskAsync(Review.Update(old, now));

        Assert.That(isWaived, "The annotation waives.");
        Assert.That(answer.IsAllowed, Is.False);
    }

    [Test]
    public async Task Waiver_of_the_object_itself_counts_for_nothing_where_the_option_says_so()
    {
        await using WebhookHost own = await WebhookHost.StartAsync(o => o.HonorsWaiversOfObjects = false);
        JsonObject pod = Review.Pod(Review.Container("web", isPrivileged: true));
        pod["metadata"]!["annotations"] = new JsonObject { ["containersecurity.io/ignore"] = "CSEC2001 nobody looks at this" };

        Assert.That((await own.AskAsync(Review.Create(pod))).Causes, Does.Contain("CSEC2001"));
    }

    [Test]
    public async Task Old_object_that_could_not_be_read_excuses_nothing_and_hinders_nothing()
    {
        JsonObject old = Review.Pod(Review.Container("web"));
        old["spec"]!["containers"] = "none";

        Answer mended = await host.AskAsync(Review.Update(old, Review.Pod(Review.Container("web"))));
        Answer worse = await host.AskAsync(Review.Update(old, Review.Pod(Review.Container("web", isPrivileged: true))));

        Assert.That((mended.IsAllowed, worse.IsAllowed), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Update_without_its_old_object_is_judged_as_a_new_one() =>
        Assert.That((await host.AskAsync(Review.Of("UPDATE", Review.Pod(Review.Container("web", isPrivileged: true)), null))).IsAllowed, Is.False);

    [Test]
    public async Task Option_denies_what_was_there_before()
    {
        await using WebhookHost strict = await WebhookHost.StartAsync(o => o.AllowsOldFindings = false);
        JsonObject pod = Review.Pod(Review.Container("web", isPrivileged: true));

        Assert.That((await strict.AskAsync(Review.Update(pod, pod))).IsAllowed, Is.False);
    }
}
