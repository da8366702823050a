using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Trust;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Trust;

/// <summary>An identity is a subject and who vouched for it, both as a whole.</summary>
public class TrustedIdentityTests
{
    private const string Issuer = "https://token.example";

    [TestCase("me@example.com", Issuer, true)]
    [TestCase("me@example.com", "https://other.example", false)]
    [TestCase("me@example.com", null, false)]
    [TestCase("ME@example.com", Issuer, false)]
    [TestCase("me@example.com.evil", Issuer, false)]
    public void Exact_identity_is_compared_as_a_whole(string subject, string? issuer, bool matches) =>
        Assert.That(TrustedIdentity.Exact("me@example.com", Issuer).Matches(new SignerIdentity(subject, issuer)), Is.EqualTo(matches));

    /// <summary>Patterns that matched a part were a flaw of others (cosign#1871, sigstore-js#1656).</summary>
    [TestCase("https://git.example/shop/web", true)]
    [TestCase("https://git.example/shop/api", true)]
    [TestCase("https://git.example/shop/api/evil", false)]
    [TestCase("https://evil.example/?https://git.example/shop/api", false)]
    [TestCase("https://git.example/shop/api\n", false)]
    [TestCase("https://git.example/shop/api\nhttps://evil", false)]
    public void Pattern_matches_the_whole_subject(string subject, bool matches) => Assert.That(
        TrustedIdentity.Matching("https://git\\.example/shop/[a-z]+", Issuer).Matches(new SignerIdentity(subject, Issuer)), Is.EqualTo(matches));

    [Test]
    public void Alternatives_of_a_pattern_are_anchored_as_well() => Assert.That(
        TrustedIdentity.Matching("a|b", Issuer).Matches(new SignerIdentity("bc", Issuer)), Is.False);

    [TestCase("(")]
    [TestCase("a)|(?:b")]
    [TestCase("(?=a)b")]
    [TestCase("(a)\\1")]
    [TestCase("")]
    public void Pattern_that_is_none_or_may_take_long_is_refused(string pattern) =>
        Assert.That(() => TrustedIdentity.Matching(pattern, Issuer), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void Length_of_a_pattern_is_bounded()
    {
        Assert.That(() => TrustedIdentity.Matching(new string('a', TrustedIdentity.MaxPatternLength), Issuer), Throws.Nothing);
        Assert.That(() => TrustedIdentity.Matching(new string('a', TrustedIdentity.MaxPatternLength + 1), Issuer), Throws.ArgumentException);
    }

    [Test]
    public void Identity_needs_an_issuer() =>
        Assert.That(() => TrustedIdentity.Exact("me@example.com", ""), Throws.ArgumentException);
}
