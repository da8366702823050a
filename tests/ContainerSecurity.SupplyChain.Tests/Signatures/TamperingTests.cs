using System.Text;
using ContainerSecurity.SupplyChain.Signatures;

namespace ContainerSecurity.SupplyChain.Tests.Signatures;

/// <summary>A signed thing of which any byte was changed is never accepted.</summary>
public class TamperingTests
{
    private static readonly byte[] Changes = [0x01, 0x20, 0x80, 0xFF];

    [Test]
    public void No_changed_byte_of_a_payload_is_accepted()
    {
        using var fixture = new SignedImageFixture();
        AssertNoneAccepted(fixture, fixture.Simple(), (e, bytes) => e with { Content = bytes }, e => e.Content.ToArray());
    }

    [Test]
    public void No_changed_byte_of_a_signature_is_accepted()
    {
        const string name = "dev.cosignproject.cosign/signature";
        using var fixture = new SignedImageFixture();
        AssertNoneAccepted(
            fixture,
            fixture.Simple(),
            (e, bytes) => e with { Annotations = new Dictionary<string, string> { [name] = Encoding.Latin1.GetString(bytes) } },
            e => Encoding.Latin1.GetBytes(e.Annotations[name]));
    }

    [Test]
    public void No_changed_byte_of_an_envelope_is_accepted()
    {
        using var fixture = new SignedImageFixture();
        AssertNoneAccepted(fixture, fixture.Attestation(), (e, bytes) => e with { Content = bytes }, e => e.Content.ToArray());
    }

    /// <summary>The hint of a key decides nothing, so that its text may change: it is left out here.</summary>
    [Test]
    public void No_changed_byte_of_a_bundle_is_accepted()
    {
        using var fixture = new SignedImageFixture();
        SignatureEvidence bundle = fixture.Bundle();
        string json = Encoding.UTF8.GetString(bundle.Content.Span).Replace("\"hint\":\"a\"", "");

        AssertNoneAccepted(
            fixture, bundle with { Content = Encoding.UTF8.GetBytes(json) }, (e, bytes) => e with { Content = bytes }, e => e.Content.ToArray());
    }

    [Test]
    public void No_cut_signed_thing_is_accepted()
    {
        using var fixture = new SignedImageFixture();
        foreach (SignatureEvidence evidence in new[] { fixture.Simple(), fixture.Attestation(), fixture.Bundle() })
            for (int length = 0; length < evidence.Content.Length; length++)
                Assert.That(IsAccepted(fixture, evidence with { Content = evidence.Content[..length] }), Is.False, $"{evidence.MediaType} {length}");
    }

    private static void AssertNoneAccepted(
        SignedImageFixture fixture,
        SignatureEvidence evidence,
        Func<SignatureEvidence, byte[], SignatureEvidence> with,
        Func<SignatureEvidence, byte[]> of)
    {
        byte[] bytes = of(evidence);
        Assert.That(IsAccepted(fixture, with(evidence, bytes)), Is.True, "unchanged");
        for (int i = 0; i < bytes.Length; i++)
        {
            foreach (byte change in Changes)
            {
                byte[] changed = [.. bytes];
                changed[i] ^= change;
                Assert.That(
                    IsAccepted(fixture, with(evidence, changed)), Is.False, $"byte {i}: {Encoding.Latin1.GetString(changed)}");
            }
        }
    }

    private static bool IsAccepted(SignedImageFixture fixture, SignatureEvidence evidence) =>
        fixture.Verifier.Verify(evidence, SignedImageFixture.Signed).Any(v => v.IsVerified);
}
