using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Tests.Rules.Images;

[TestFixture]
public class ImageUnsignedTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          initContainers:
          - {name: setup, image: registry.example.com/shop/setup:1}
          containers:
          - {name: web, image: registry.example.com/shop/web:1.4.2}
          - {name: side, image: other.example.com/side:1}
          ephemeralContainers:
          - {name: debug, image: registry.example.com/shop/debug:1}
          volumes:
          - {name: data, image: {reference: registry.example.com/shop/data:1}}
        """;

    private static readonly ImageTrustPolicy OfShop = new(
    [
        new ImageTrustRequirement([new ImagePattern("registry.example.com/shop/*")]) { Keys = [new RequiredKey(null, "keys/release.pub")] },
    ]);

    private static Decision Judge(ImageTrustPolicy trust, Func<string, ImageVerification>? verify = null, bool allowNotEvaluated = false)
    {
        var engine = new PolicyEngine(
            new Policy { Profile = Profile.None, Trust = trust },
            new PolicyEngineOptions { ImageTrust = verify is null ? null : new Trust(verify), AllowNotEvaluated = allowNotEvaluated });
        return engine.Evaluate(Pod, "pod.yaml");
    }

    private sealed class Trust(Func<string, ImageVerification> verify) : IImageTrust
    {
        public ValueTask<ImageVerification> VerifyAsync(ImageReference image, ImageTrustPolicy policy, CancellationToken cancellationToken) =>
            ValueTask.FromResult(verify(image.ToString()));
    }

    [Test]
    public void An_unsigned_image_is_denied_wherever_a_pod_uses_it()
    {
        Decision decision = Judge(OfShop, _ => ImageVerification.Refuse("It has no signature."));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.IsAllowed, Is.False);
            Assert.That(decision.Findings.Select(f => f.Finding.Location.Path), Is.EquivalentTo(new[]
            {
                "spec.initContainers[0].image", "spec.containers[0].image", "spec.ephemeralContainers[0].image", "spec.volumes[0].image.reference",
            }));
            Assert.That(decision.Findings[0].Finding.Message, Does.Contain("It has no signature.")
                .And.Contain("Allowed: images signed by the key keys/release.pub."));
        }
    }

    [Test]
    public void A_signed_image_is_allowed() =>
        Assert.That(Judge(OfShop, _ => new ImageVerification(ImageVerificationState.Verified)) is
        {
            IsAllowed: true, NotEvaluated.Count: 0,
            Findings.Count: 0
        });

    [Test]
    public void An_image_that_nobody_looked_up_has_no_verdict_and_is_not_allowed()
    {
        Decision decision = Judge(OfShop);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.IsAllowed, Is.False);
            Assert.That(decision.NotEvaluated.Select(n => n.Rule), Is.EqualTo(new[] { "CSEC1011", "CSEC1011", "CSEC1011", "CSEC1011" }));
            Assert.That(decision.NotEvaluated[0].Reason, Does.Contain("nobody looked up"));
            Assert.That(Judge(OfShop, allowNotEvaluated: true).IsAllowed);
        }
    }

    [Test]
    public void Whoever_verifies_and_fails_has_no_verdict()
    {
        Decision decision = Judge(OfShop, _ => throw new InvalidOperationException("broken"));
        Assert.That((decision.IsAllowed, decision.NotEvaluated[0].Reason), Is.EqualTo((false, decision.NotEvaluated[0].Reason)));
        Assert.That(decision.NotEvaluated[0].Reason, Does.Contain("broken"));
    }

    [Test]
    public void Only_images_that_the_policy_names_are_looked_up()
    {
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        Judge(OfShop, image =>
        {
            asked.Add(image);
            return new ImageVerification(ImageVerificationState.Verified);
        });
        Assert.That(asked, Is.EquivalentTo(new[]
        {
            "registry.example.com/shop/setup:1", "registry.example.com/shop/web:1.4.2", "registry.example.com/shop/debug:1", "registry.example.com/shop/data:1",
        }));
    }

    [Test]
    public void A_policy_without_trust_does_not_run_the_rule()
    {
        Assert.That(new PolicyEngine().Rules.Select(r => r.Id), Does.Not.Contain("CSEC1011"));
        Assert.That(new PolicyEngine(new Policy { Profile = Profile.All }).Rules.Select(r => r.Id), Does.Not.Contain("CSEC1011"));
    }

    [Test]
    public void A_policy_that_names_the_rule_and_trusts_nobody_has_no_verdict()
    {
        Policy policy = Policy.Create().UseProfile(Profile.None).Rule("image-unsigned").Build();
        Decision decision = new PolicyEngine(policy).Evaluate(Pod, "pod.yaml");
        Assert.That((decision.IsAllowed, decision.NotEvaluated.Count > 0), Is.EqualTo((false, true)));
    }

    [TestCase(ImageVerificationState.Verified, 0, 0)]
    [TestCase(ImageVerificationState.NotRequired, 0, 0)]
    [TestCase(ImageVerificationState.Refused, 1, 0)]
    [TestCase(ImageVerificationState.NotEvaluated, 0, 1)]
    [TestCase(null, 0, 1)]
    public void An_image_itself_is_judged_by_what_was_verified(ImageVerificationState? state, int findings, int undecided)
    {
        Image read = ImageDescription.Read($"reference: registry.example.com/shop/web:1\n{(state is null ? "" : $"verification: {{state: {state}, reasons: [so]}}")}");
        Decision decision = new PolicyEngine(new Policy { Profile = Profile.None, Trust = OfShop }).Evaluate(read);
        Assert.That((decision.Findings.Count, decision.NotEvaluated.Count), Is.EqualTo((findings, undecided)));
    }

    [Test]
    public void An_image_without_a_name_may_be_any_that_the_policy_speaks_of()
    {
        Decision decision = new PolicyEngine(new Policy { Profile = Profile.None, Trust = OfShop }).Evaluate(ImageDescription.Read("name: web.tar"));
        Assert.That((decision.IsAllowed, decision.NotEvaluated.Count), Is.EqualTo((false, 1)));
    }

    [Test]
    public async Task A_few_images_are_looked_up_at_a_time()
    {
        string pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"
            + string.Concat(Enumerable.Range(0, 40).Select(i => $"  - {{name: c{i}, image: registry.example.com/shop/web:{i}}}\n"));
        var engine = new PolicyEngine(new Policy { Profile = Profile.None, Trust = OfShop });
        IReadOnlyList<Resource> resources = ContainerSecurity.Resources.Kubernetes.KubernetesReader.Read(new ContainerSecurity.Documents.DocumentReader()
            .Read(pod, "pod.yaml").Documents[0], []);
        var trust = new CountingTrust();
        IReadOnlyDictionary<string, ImageVerification> images = await engine.VerifyImagesAsync(resources, trust);
        Assert.That((images.Count, trust.Most <= 8), Is.EqualTo((40, true)));
    }

    private sealed class CountingTrust : IImageTrust
    {
        private int now;

        public int Most { get; private set; }

        public async ValueTask<ImageVerification> VerifyAsync(ImageReference image, ImageTrustPolicy policy, CancellationToken cancellationToken)
        {
            int count = Interlocked.Increment(ref now);
            lock (this)
                Most = Math.Max(Most, count);
            await Task.Yield();
            await Task.Delay(5, cancellationToken);
            Interlocked.Decrement(ref now);
            return new ImageVerification(ImageVerificationState.Verified);
        }
    }

    [Test]
    public void A_scan_has_images_verified()
    {
        var engine = new PolicyEngine(
            new Policy { Profile = Profile.None, Trust = OfShop },
            new PolicyEngineOptions { ImageTrust = new Trust(_ => ImageVerification.Refuse("It has no signature.")) });
        Decision[] decisions = [.. engine.Scan([new ContainerSecurity.Sources.Source("pod.yaml",
            () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Pod)))])];
        Assert.That(decisions.SelectMany(d => d.Findings).Count(), Is.EqualTo(4));
    }
}
