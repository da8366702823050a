using System.Net;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Images;
using ContainerSecurity.SupplyChain.Tests.Signatures.Discovery;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Images;

[TestFixture]
public class RegistryImageTrustTests
{
    private Repository repository = null!;
    private Signer anna = null!;
    private Descriptor image = null!;
    private StoppedClock clock = null!;

    [SetUp]
    public void Create()
    {
        (repository, anna, clock) = (new Repository(), new Signer(), new StoppedClock());
        image = repository.AddManifest(Repository.Manifest(ImageMediaType.Config, repository.AddBlob("{}"u8.ToArray()), 2, "",
            repository.Layer(ImageMediaType.Layer, [1])), "1.0");
    }

    [TearDown]
    public void Remove() => anna.Dispose();

    private void Sign(Descriptor signed, Signer by)
    {
        byte[] payload = Signer.Payload(signed.Digest);
        string layer = repository.Layer(SignatureMediaTypes.SimpleSigning, payload, $$"""{"dev.cosignproject.cosign/signature":"{{by.SignatureOf(payload)}}"}""");
        repository.AddManifest(Repository.Manifest(ImageMediaType.Config, repository.AddBlob("{}"u8.ToArray()), 2, "", layer),
            $"{signed.Digest.ReferrersTag}.sig");
    }

    private static ImageTrustPolicy By(Signer signer, UnreachableRegistry unreachable = default) =>
        new([new ImageTrustRequirement([new ImagePattern("registry.example/shop/*")]) { Keys = [signer.Required], OnUnreachable = unreachable }]);

    private RegistryImageTrust Trust(int remembered = 10) => new(new RegistryImageTrustOptions
    {
        Registry = new RegistryOptions { Handler = repository.Registry, MaxAttempts = 1 },
        MaxRemembered = remembered,
        Time = clock,
    });

    private static ImageReference Named(string rest) => Signer.Parse($"registry.example/shop/web{rest}");

    private ImageReference Pinned => Named($"@{image.Digest}");

    [Test]
    public async Task A_pinned_image_costs_two_requests_and_none_where_it_is_remembered()
    {
        Sign(image, anna);
        RegistryImageTrust trust = Trust();
        ImageTrustPolicy policy = By(anna);
        ImageVerification first = await trust.VerifyAsync(Pinned, policy, default);
        int requests = repository.Registry.Requests.Count;
        ValueTask<ImageVerification> again = trust.VerifyAsync(Pinned, policy, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.State, first.Digest), Is.EqualTo((ImageVerificationState.Verified, image.Digest.ToString())));
            Assert.That(requests, Is.EqualTo(2));
            Assert.That(again.IsCompletedSuccessfully, "Nothing is waited for.");
            Assert.That((await again).State, Is.EqualTo(ImageVerificationState.Verified));
            Assert.That(repository.Registry.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task A_tag_that_was_moved_is_verified_anew()
    {
        Sign(image, anna);
        RegistryImageTrust trust = Trust();
        ImageTrustPolicy policy = By(anna);
        ImageVerification before = await trust.VerifyAsync(Named(":1.0"), policy, default);
        Descriptor moved = repository.AddManifest(Repository.Manifest(ImageMediaType.Config, repository.AddBlob("{}"u8.ToArray()), 2, "",
            repository.Layer(ImageMediaType.Layer, [2])), "1.0");
        ImageVerification after = await trust.VerifyAsync(Named(":1.0"), policy, default);
        Assert.That((before.State, after.State, moved.Digest == image.Digest),
            Is.EqualTo((ImageVerificationState.Verified, ImageVerificationState.Refused, false)));
    }

    [Test]
    public async Task That_an_image_was_refused_is_not_remembered()
    {
        RegistryImageTrust trust = Trust();
        ImageTrustPolicy policy = By(anna);
        ImageVerification before = await trust.VerifyAsync(Pinned, policy, default);
        Sign(image, anna);
        ImageVerification after = await trust.VerifyAsync(Pinned, policy, default);
        Assert.That((before.State, after.State), Is.EqualTo((ImageVerificationState.Refused, ImageVerificationState.Verified)));
    }

    [Test]
    public async Task Another_policy_is_not_answered_by_what_this_one_remembers()
    {
        using var ben = new Signer();
        Sign(image, anna);
        RegistryImageTrust trust = Trust();
        ImageVerification ours = await trust.VerifyAsync(Pinned, By(anna), default), theirs = await trust.VerifyAsync(Pinned, By(ben), default);
        Assert.That((ours.State, theirs.State), Is.EqualTo((ImageVerificationState.Verified, ImageVerificationState.Refused)));
    }

    [Test]
    public async Task The_same_policy_read_again_is()
    {
        Sign(image, anna);
        RegistryImageTrust trust = Trust();
        await trust.VerifyAsync(Pinned, By(anna), default);
        await trust.VerifyAsync(Pinned, By(anna), default);
        Assert.That(repository.Registry.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_is_remembered_ends()
    {
        Sign(image, anna);
        RegistryImageTrust trust = Trust();
        ImageTrustPolicy policy = By(anna);
        await trust.VerifyAsync(Pinned, policy, default);
        clock.Now += TimeSpan.FromMinutes(10);
        await trust.VerifyAsync(Pinned, policy, default);
        Assert.That(repository.Registry.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task No_more_is_remembered_than_is_asked_for()
    {
        RegistryImageTrust trust = Trust(remembered: 2);
        ImageTrustPolicy policy = By(anna);
        for (byte i = 10; i < 15; i++)
        {
            Descriptor one = repository.AddManifest(Repository.Manifest(ImageMediaType.Config, repository.AddBlob("{}"u8.ToArray()), 2, "",
                repository.Layer(ImageMediaType.Layer, [i])));
            Sign(one, anna);
            await trust.VerifyAsync(Named($"@{one.Digest}"), policy, default);
        }
        Assert.That(trust.Remembered, Is.EqualTo(2));
    }

    [TestCase(UnreachableRegistry.NotEvaluated, ImageVerificationState.NotEvaluated)]
    [TestCase(UnreachableRegistry.Deny, ImageVerificationState.Refused)]
    [TestCase(UnreachableRegistry.Allow, ImageVerificationState.NotRequired)]
    public async Task A_registry_that_cannot_be_reached_means_what_the_policy_says(UnreachableRegistry said, ImageVerificationState state)
    {
        repository.Faults[$"manifests/{image.Digest.ReferrersTag}.sig"] = HttpStatusCode.ServiceUnavailable;
        Assert.That((await Trust().VerifyAsync(Pinned, By(anna, said), default)).State, Is.EqualTo(state));
    }

    [TestCase(HttpStatusCode.Unauthorized)]
    [TestCase(HttpStatusCode.NotFound)]
    public async Task What_a_registry_answers_wrongly_never_passes_as_unreachable(HttpStatusCode status)
    {
        Sign(image, anna);
        byte[] payload = Signer.Payload(image.Digest);
        repository.Faults[$"blobs/{Digest.OfBytes(payload)}"] = status;
        Assert.That((await Trust().VerifyAsync(Pinned, By(anna, UnreachableRegistry.Allow), default)).State, Is.EqualTo(ImageVerificationState.NotEvaluated));
    }

    [Test]
    public async Task An_image_that_no_requirement_names_is_not_looked_up()
    {
        ImageVerification verification = await Trust().VerifyAsync(Signer.Parse("other.example/x:1"), By(anna), default);
        Assert.That((verification.State, repository.Registry.Requests.Count), Is.EqualTo((ImageVerificationState.NotRequired, 0)));
    }

    [Test]
    public async Task A_bundle_beside_the_image_counts_where_the_registry_lists_it()
    {
        byte[] statement = anna.Statement(image.Digest, SignatureMediaTypes.CosignSignPredicate, "{}");
        byte[] bundle = System.Text.Encoding.UTF8.GetBytes(
            $$$"""{"mediaType":"{{{SignatureMediaTypes.Bundle}}}","verificationMaterial":{"publicKey":{"hint":"a"}},"dsseEnvelope":{{{System.Text.Encoding.UTF8.GetString(statement)}}}}""");
        Descriptor referrer = repository.AddArtifact(SignatureMediaTypes.Bundle, image, null, repository.Layer(SignatureMediaTypes.Bundle, bundle));
        repository.Referrers = [referrer with { ArtifactType = SignatureMediaTypes.Bundle }];
        Assert.That((await Trust().VerifyAsync(Named(":1.0"), By(anna), default)).State, Is.EqualTo(ImageVerificationState.Verified));
    }

    [Test]
    public async Task A_registry_that_never_answers_is_one_that_cannot_be_reached()
    {
        using var silent = new SilentRegistry();
        var trust = new RegistryImageTrust(new RegistryImageTrustOptions
        {
            Registry = new RegistryOptions { Handler = silent },
            Timeout = TimeSpan.FromMilliseconds(100),
        });
        ImageVerification verification = await trust.VerifyAsync(Pinned, By(anna), default);
        Assert.That((verification.State, verification.Reasons.Single()),
            Is.EqualTo((ImageVerificationState.NotEvaluated, "registry.example/shop/web did not answer in 0.1 seconds.")));
    }

    [TestCase(-1, 10, 1000)]
    [TestCase(10, 2000, 1000)]
    [TestCase(10, 10, 1)]
    public void Options_that_are_out_of_their_range_are_refused(int remembered, int minutes, int milliseconds) => Assert.That(
        () => new RegistryImageTrust(new RegistryImageTrustOptions
        {
            MaxRemembered = remembered,
            RememberedFor = TimeSpan.FromMinutes(minutes),
            Timeout = TimeSpan.FromMilliseconds(milliseconds),
        }),
        Throws.ArgumentException);

    private sealed class SilentRegistry : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
