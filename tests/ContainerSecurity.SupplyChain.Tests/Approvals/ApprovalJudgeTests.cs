using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals;
using ContainerSecurity.SupplyChain.Approvals.Judging;

namespace ContainerSecurity.SupplyChain.Tests.Approvals;

/// <summary>Which images are approved, and why others are not.</summary>
public class ApprovalJudgeTests
{
    private World world = null!;

    [SetUp]
    public void SetUp() => world = new World();

    [TearDown]
    public void TearDown() => world.Dispose();

    [Test]
    public async Task An_approved_image_is_approved_by_the_people_who_did_until_it_ends()
    {
        await world.Append(world.Alice);
        ImageApproval approval = await world.Judge();
        Assert.Multiple(() =>
        {
            Assert.That(approval.IsApproved, approval.Reason);
            Assert.That(approval.Approvers, Is.EqualTo(new[] { "alice" }));
            Assert.That(approval.Until, Is.EqualTo(World.Now.AddDays(30)));
        });
    }

    [Test]
    public async Task Nothing_is_approved_by_an_empty_store() => await Denied("nobody's approval counts");

    [Test]
    public async Task A_changed_digest_has_no_approval()
    {
        await world.Append(world.Alice);
        Assert.That((await world.Judge(World.Other)).IsApproved, Is.False);
    }

    [Test]
    public async Task An_approval_by_a_stranger_counts_for_nothing()
    {
        await world.Append(world.Mallory, World.Approval() with { Approver = "alice" });
        await Denied("nobody's approval counts");
    }

    [TestCase(30.0, true)]
    [TestCase(30.001, false)]
    public async Task An_approval_counts_until_its_end_inclusive(double days, bool isApproved)
    {
        await world.Append(world.Alice);
        ImageApproval approval = await world.Judge(now: World.Now.AddDays(days));
        Assert.That(approval.IsApproved, Is.EqualTo(isApproved), approval.Reason);
        if (!isApproved)
            Assert.That(approval.Reason, Does.Contain("alice ended 2026-07-01"));
    }

    [Test]
    public async Task An_approval_does_not_count_before_its_beginning()
    {
        await world.Append(world.Alice, World.Approval() with { NotBefore = World.Now.AddHours(1) });
        await Denied("does not count before");
        Assert.That((await world.Judge(now: World.Now.AddHours(1))).IsApproved);
    }

    [Test]
    public async Task An_approval_from_the_future_does_not_count()
    {
        await world.Append(world.Alice, World.Approval() with { Time = World.Now.AddMinutes(6) });
        await Denied("does not count before");
        Assert.That((await world.Judge(now: World.Now.AddMinutes(1))).IsApproved, "clocks may differ by five minutes");
    }

    [Test]
    public async Task An_approval_for_another_environment_does_not_count()
    {
        await world.Append(world.Alice, World.Approval() with { Environments = ["staging"] });
        await Denied("is for staging alone");
    }

    [TestCase("shop", "shop", true)]
    [TestCase("shop-*", "shop-eu", true)]
    [TestCase("*", null, true)]
    [TestCase("shop", "bank", false)]
    [TestCase("shop", null, false)]
    public async Task An_approval_counts_in_its_namespaces(string named, string? asked, bool isApproved)
    {
        await world.Append(world.Alice, World.Approval() with { Namespaces = [named] });
        Assert.That((await world.Judge(space: asked)).IsApproved, Is.EqualTo(isApproved));
    }

    [Test]
    public async Task Two_people_count_twice()
    {
        world.Settings = world.Settings with { Threshold = 2 };
        await world.Append(world.Alice);
        await Denied("only alice approved it, and 2 different people must");
        await world.Append(world.Bob);
        Assert.That((await world.Judge()).Approvers, Is.EqualTo(new[] { "alice", "bob" }));
    }

    [Test]
    public async Task One_person_approving_twice_counts_once_also_with_two_keys()
    {
        world.Settings = world.Settings with { Threshold = 2 };
        await world.Append(world.Alice);
        await world.Append(world.Alice, World.Approval() with { Approver = "bob", Time = World.Now.AddSeconds(1) });
        await world.Append(world.AlicesSecond, World.Approval() with { Approver = "bob" });
        await Denied("only alice approved it");
    }

    [Test]
    public async Task The_end_is_that_of_the_last_person_needed()
    {
        world.Settings = world.Settings with { Threshold = 2 };
        await world.Append(world.Alice);
        await world.Append(world.Bob, World.Approval() with { Until = World.Now.AddDays(2) });
        Assert.That((await world.Judge()).Until, Is.EqualTo(World.Now.AddDays(2)));
    }

    [Test]
    public void One_key_of_two_people_is_refused()
    {
        world.Settings = world.Settings with { Approvers = [.. world.Settings.Approvers, new ApproverSettings("carol", [world.Bob.ExportPublicPem()])] };
        Assert.That(() => world.Judge(), Throws.ArgumentException.With.Message.Contains("'bob' and 'carol' have one key"));
    }

    [Test]
    public async Task A_revoked_approval_does_not_count_whatever_the_clocks_say()
    {
        await world.Append(world.Alice);
        await world.Append(world.Bob, World.Revocation() with { Time = World.Now.AddYears(5) });
        await Denied("was revoked by bob (found wanting)");
    }

    [Test]
    public async Task An_approval_in_knowledge_of_the_revocation_counts_again()
    {
        await world.Append(world.Alice);
        await world.Append(world.Bob, World.Revocation());
        await world.Append(world.Alice, World.Approval() with { Time = World.Now.AddMinutes(1) });
        ImageApproval approval = await world.Judge();
        Assert.That(approval.IsApproved, approval.Reason);
    }

    [Test]
    public async Task An_approval_of_a_branch_that_did_not_know_the_revocation_is_revoked_too()
    {
        await world.Append(world.Alice);
        SignedApproval blind = SignedApproval.Sign(World.Approval() with
        {
            Previous = [(await world.Store.ReadAsync(null)).Ends[0]],
            Time = World.Now.AddMinutes(2)
        }, world.Alice);
        await world.Append(world.Bob, World.Revocation());
        await world.Store.AppendAsync(blind);
        await Denied("was revoked by bob");
    }

    [Test]
    public async Task A_revocation_for_another_environment_leaves_the_approval()
    {
        await world.Append(world.Alice);
        await world.Append(world.Bob, World.Revocation() with { Environments = ["staging"] });
        Assert.That((await world.Judge()).IsApproved);
    }

    [Test]
    public async Task A_revocation_by_somebody_unknown_is_no_reason_to_run_the_image()
    {
        await world.Append(world.Alice);
        await world.Append(world.Mallory, World.Revocation());
        await Denied("signed by nobody who is known here");
    }

    [Test]
    public async Task A_retired_approver_approves_no_more_and_what_he_revoked_stays_revoked()
    {
        await world.Append(world.Alice);
        await world.Append(world.Bob);
        world.Settings = world.Settings with { Approvers = [world.Settings.Approvers[0], world.Settings.Approvers[1] with { IsRetired = true }] };
        Assert.That((await world.Judge()).Approvers, Is.EqualTo(new[] { "alice" }));
        await world.Append(world.Bob, World.Revocation());
        await Denied("was revoked");
    }

    [Test]
    public async Task An_approval_older_than_allowed_does_not_count()
    {
        world.Settings = world.Settings with { MaxAge = TimeSpan.FromDays(7) };
        await world.Append(world.Alice);
        Assert.That((await world.Judge()).Until, Is.EqualTo(World.Now.AddDays(7)));
        Assert.That((await world.Judge(now: World.Now.AddDays(8))).Reason, Does.Contain("is older than 7 days"));
    }

    [Test]
    public async Task Broken_glass_counts_for_one_person_and_ends_by_itself()
    {
        world.Settings = world.Settings with { Threshold = 2, BreakGlass = TimeSpan.FromHours(4) };
        await world.Append(world.Bob, World.Approval(kind: ApprovalKind.BreakGlass) with { Until = World.Now.AddHours(4), Reason = "the shop is down" });
        ImageApproval approval = await world.Judge();
        Assert.Multiple(() =>
        {
            Assert.That(approval.IsApproved && approval.IsBreakGlass, approval.Reason);
            Assert.That(approval.Reason, Does.Contain("bob").And.Contain("to be reviewed: the shop is down"));
        });
        Assert.That((await world.Judge(now: World.Now.AddHours(5))).IsApproved, Is.False);
    }

    [TestCase(0, "which the policy does not allow")]
    [TestCase(3, "breaks the glass for longer than 3 hours")]
    public async Task Broken_glass_that_is_not_allowed_or_too_long_does_not_count(int most, string reason)
    {
        world.Settings = world.Settings with { BreakGlass = most == 0 ? null : TimeSpan.FromHours(most) };
        await world.Append(world.Bob, World.Approval(kind: ApprovalKind.BreakGlass) with { Until = World.Now.AddHours(4) });
        await Denied(reason);
    }

    [Test]
    public void Broken_glass_needs_a_reason() =>
        Assert.That(
            () => SignedApproval.Sign(World.Approval(kind: ApprovalKind.BreakGlass) with { Reason = " " }, world.Bob),
            Throws.ArgumentException.With.Message.Contains("needs a reason"));

    [Test]
    public async Task Production_may_demand_staging()
    {
        world.Settings = world.Settings with { Requires = ["staging"] };
        await world.Append(world.Alice);
        await Denied("It is not approved for 'staging'");
        await world.Append(world.Bob, World.Approval() with { Environments = ["staging"] });
        Assert.That((await world.Judge()).IsApproved);
    }

    [Test]
    public async Task Production_may_demand_a_clean_verdict_of_its_policy()
    {
        Digest policy = Digest.OfBytes([9]);
        world.Settings = world.Settings with { NeedsCleanVerdict = true, VerdictPolicy = policy.ToString() };
        await world.Append(world.Alice);
        await Denied("was not given on a clean verdict");
        await world.Append(world.Alice, World.Approval() with { Grounds = new ApprovalGrounds { IsClean = false, Policy = policy } });
        await Denied("was not given on a clean verdict");
        await world.Append(world.Alice, World.Approval() with { Grounds = new ApprovalGrounds { IsClean = true, Policy = Digest.OfBytes([8]) } });
        await Denied("on the verdict of another policy");
        await world.Append(world.Alice, World.Approval() with { Grounds = new ApprovalGrounds { IsClean = true, Policy = policy } });
        Assert.That((await world.Judge()).IsApproved);
    }

    [Test]
    public async Task Two_stores_that_disagree_approve_nothing()
    {
        await world.Append(world.Alice);
        using var second = new World();
        ImageApproval approval = await world.Judge(stores: [world.Store, second.Store]);
        Assert.That(approval.IsApproved, Is.False);
        Assert.That(approval.Reason, Does.Contain("The stores disagree").And.Contain(world.Store.Name).And.Contain(second.Store.Name));
    }

    [Test]
    public async Task Two_stores_that_agree_approve()
    {
        await world.Append(world.Alice);
        using var second = new World();
        await second.Append(world.Alice);
        Assert.That((await world.Judge(stores: [world.Store, second.Store])).IsApproved);
    }

    [Test]
    public async Task No_store_at_all_approves_nothing() => Assert.That((await world.Judge(stores: [])).IsApproved, Is.False);

    [Test]
    public async Task A_store_that_lost_what_was_seen_before_was_rolled_back()
    {
        await world.Append(world.Alice);
        await world.Append(world.Bob, World.Approval(World.Other));
        string[] before = world.Files;
        await world.Append(world.Bob, World.Revocation());
        Assert.That((await world.Judge()).IsApproved, Is.False);
        File.Delete(world.Files.Except(before).Single());
        await Denied("was rolled back");
    }

    [Test]
    public async Task A_store_that_lacks_the_end_that_the_policy_names_was_rolled_back()
    {
        await world.Append(world.Alice);
        SignedApproval last = await world.Append(world.Bob, World.Approval(World.Other));
        world.Settings = world.Settings with { Checkpoint = last.Place.ToString() };
        Assert.That((await world.Judge()).IsApproved);
        File.Delete(world.Files.Single(f => f.Contains(last.Place.Hash, StringComparison.Ordinal)));
        Assert.That((await new ApprovalJudge(world.Settings, _ => [world.Store]).JudgeAsync(new ApprovalQuestion(World.Image))).Reason,
            Does.Contain("was rolled back"));
    }

    [Test]
    public void A_checkpoint_that_is_none_is_refused()
    {
        world.Settings = world.Settings with { Checkpoint = "12" };
        Assert.That(() => world.Judge(), Throws.ArgumentException);
    }

    private async Task Denied(string reason)
    {
        ImageApproval approval = await world.Judge();
        Assert.That(approval.IsApproved, Is.False, approval.Reason);
        Assert.That(approval.Reason, Does.Contain(reason));
    }
}
