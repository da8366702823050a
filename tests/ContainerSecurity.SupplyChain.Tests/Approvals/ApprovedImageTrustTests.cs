using System.Text;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals.Judging;
using ContainerSecurity.Tests;

namespace ContainerSecurity.SupplyChain.Tests.Approvals;

/// <summary>Approvals come along with what is known of signatures, by the digest that will run.</summary>
public class ApprovedImageTrustTests
{
    private World world = null!;

    [SetUp]
    public void SetUp() => world = new World();

    [TearDown]
    public void TearDown() => world.Dispose();

    [Test]
    public async Task A_pinned_image_is_judged_without_asking_a_registry()
    {
        await world.Append(world.Alice, Now());
        using var registry = new MemoryRegistry();
        ImageVerification said = await Ask(Trust(registry), $"registry.example/app@{World.Image}");
        Assert.That(said.Approvals!.For("shop").IsApproved, said.Approvals.For("shop").Reason);
        Assert.That(said.Digest, Is.EqualTo(World.Image.ToString()));
        Assert.That(registry.Requests, Is.Empty);
    }

    [Test]
    public async Task A_tag_is_judged_by_the_digest_it_has_and_again_when_it_was_moved()
    {
        using var registry = new MemoryRegistry();
        Digest first = Put(registry, "1", 0), second = Put(registry, "2", 1);
        await world.Append(world.Alice, Now(first));
        ApprovedImageTrust trust = Trust(registry);
        Assert.That((await Ask(trust, "registry.example/app:1")).Approvals!.For(null).IsApproved);
        registry.Manifests["1"] = registry.Manifests[second.ToString()];
        ImageVerification moved = await Ask(trust, "registry.example/app:1");
        Assert.That(moved.Approvals!.For(null).IsApproved, Is.False);
        Assert.That(moved.Digest, Is.EqualTo(second.ToString()));
    }

    [Test]
    public async Task An_image_whose_registry_does_not_answer_is_not_approved()
    {
        using var registry = new MemoryRegistry { Instead = _ => MemoryRegistry.Respond(System.Net.HttpStatusCode.Forbidden) };
        ImageApproval approval = (await Ask(Trust(registry), "registry.example/app:1")).Approvals!.For(null);
        Assert.That(approval.IsApproved, Is.False);
        Assert.That(approval.Reason, Does.Contain("are not known"));
    }

    [Test]
    public async Task A_revocation_counts_at_once_where_nothing_is_kept()
    {
        await world.Append(world.Alice, Now());
        using var registry = new MemoryRegistry();
        ApprovedImageTrust trust = Trust(registry);
        Assert.That((await Ask(trust, $"registry.example/app@{World.Image}")).Approvals!.For(null).IsApproved);
        await world.Append(world.Bob, World.Revocation());
        Assert.That((await Ask(trust, $"registry.example/app@{World.Image}")).Approvals!.For(null).IsApproved, Is.False);
    }

    [Test]
    public async Task An_approval_that_is_kept_ends_all_the_same()
    {
        var clock = new MovingClock();
        await world.Append(world.Alice, Now() with { Until = clock.Now.AddSeconds(10) });
        using var registry = new MemoryRegistry();
        var trust = new ApprovedImageTrust(options: new RegistryOptions { Handler = registry }, time: clock) { KeepFor = TimeSpan.FromHours(1) };
        Assert.That((await Ask(trust, $"registry.example/app@{World.Image}")).Approvals!.For(null).IsApproved);
        clock.Now = clock.Now.AddSeconds(11);
        Assert.That((await Ask(trust, $"registry.example/app@{World.Image}")).Approvals!.For(null).IsApproved, Is.False);
    }

    [Test]
    public async Task A_denial_is_not_kept()
    {
        using var registry = new MemoryRegistry();
        var trust = new ApprovedImageTrust(options: new RegistryOptions { Handler = registry }) { KeepFor = TimeSpan.FromHours(1) };
        Assert.That((await Ask(trust, $"registry.example/app@{World.Image}")).Approvals!.For(null).IsApproved, Is.False);
        await world.Append(world.Alice, Now());
        Assert.That((await Ask(trust, $"registry.example/app@{World.Image}")).Approvals!.For(null).IsApproved);
    }

    [Test]
    public async Task An_image_that_needs_none_is_not_asked_for()
    {
        world.Settings = world.Settings with { Images = [new ImagePattern("other.example")] };
        using var registry = new MemoryRegistry();
        Assert.That((await Ask(Trust(registry), "registry.example/app:1")).Approvals, Is.Null);
        Assert.That(registry.Requests, Is.Empty);
    }

    [Test]
    public async Task A_store_beside_an_image_that_is_in_no_registry_approves_nothing()
    {
        ImageApproval approval = await new ApprovedImageTrust().JudgeAsync(World.Image, null, world.Settings with { Stores = ["registry"] });
        Assert.That(approval.IsApproved, Is.False);
        Assert.That(approval.Reason, Does.Contain("No store of approvals can be asked"));
    }

    private static ContainerSecurity.SupplyChain.Approvals.ApprovalEntry Now(Digest? image = null) =>
        World.Approval(image) with { Time = DateTimeOffset.UtcNow, Until = DateTimeOffset.UtcNow.AddDays(1) };

    private static ApprovedImageTrust Trust(MemoryRegistry registry) => new(options: new RegistryOptions { Handler = registry }) { KeepFor = TimeSpan.Zero };

    private async Task<ImageVerification> Ask(ApprovedImageTrust trust, string image)
    {
        ImageReference.TryParse(image, out ImageReference? reference);
        return await trust.VerifyAsync(reference!, ImageTrustPolicy.None with { Approvals = world.Settings }, CancellationToken.None);
    }

    private static Digest Put(MemoryRegistry registry, string tag, int number)
    {
        byte[] manifest = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{"mediaType":"{{ImageMediaType.Config}}","digest":"{{Digest.OfBytes([(byte)number])}}","size":1},"layers":[{"mediaType":"{{ImageMediaType.Layer}}","digest":"{{Digest.OfBytes([])}}","size":0}]}""");
        registry.Manifests[tag] = registry.Manifests[Digest.OfBytes(manifest).ToString()] = (ImageMediaType.Manifest, manifest);
        return Digest.OfBytes(manifest);
    }

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
