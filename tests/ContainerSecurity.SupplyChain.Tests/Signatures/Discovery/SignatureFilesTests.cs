using System.Text;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Cosign;
using ContainerSecurity.SupplyChain.Signatures.Discovery;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Discovery;

/// <summary>Signatures in files, in the forms that tools print.</summary>
public class SignatureFilesTests
{
    [Test]
    public void Bundle_and_envelopes_are_read_and_count()
    {
        using var fixture = new SignedImageFixture();
        string envelope = Encoding.UTF8.GetString(fixture.Attestation().Content.Span);
        byte[] lines = Encoding.UTF8.GetBytes($"{envelope}\n{envelope}\r\n\n");

        Assert.That(Forms(fixture, fixture.Bundle().Content), Is.EqualTo(new[] { SignatureForm.CosignBundle }));
        Assert.That(Forms(fixture, Encoding.UTF8.GetBytes(envelope)), Is.EqualTo(new[] { SignatureForm.Attestation }));
        Assert.That(Forms(fixture, lines), Is.EqualTo(new[] { SignatureForm.Attestation, SignatureForm.Attestation }));
        Assert.That(SignatureFiles.Read(lines, "file").Select(e => e.Location), Is.EqualTo(new[] { "file:1", "file:2" }));
    }

    [Test]
    public void Downloaded_signature_and_a_payload_beside_its_signature_are_read()
    {
        using var fixture = new SignedImageFixture();
        byte[] payload = SimpleSigningPayload.Write("", SignedImageFixture.Signed);
        string signature = Convert.ToBase64String(fixture.Key.Sign(payload));
        string printed = $$"""{"Base64Signature":"{{signature}}","Payload":"{{Convert.ToBase64String(payload)}}","Cert":null,"Chain":null,"Bundle":null,"RFC3161Timestamp":null}""";

        Assert.That(Forms(fixture, Encoding.UTF8.GetBytes(printed)), Is.EqualTo(new[] { SignatureForm.CosignSimpleSigning }));
        Assert.That(
            fixture.Verifier.Verify(SignatureFiles.SimpleSigning(payload, signature + "\n", null, "file"), SignedImageFixture.Signed).Single().IsVerified);
    }

    [Test]
    public void Envelopes_of_the_Notary_Project_are_told_by_their_form()
    {
        byte[] jws = Encoding.UTF8.GetBytes("""{"payload":"e30","protected":"e30","header":{},"signature":"AAAA"}""");

        Assert.That(SignatureFiles.Read(jws, "file").Single().MediaType, Is.EqualTo(SignatureMediaTypes.NotaryJws));
        Assert.That(SignatureFiles.Read(new byte[] { 0xD2, 0x84 }, "file").Single().MediaType, Is.EqualTo(SignatureMediaTypes.NotaryCose));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("-----BEGIN PGP SIGNATURE-----")]
    [TestCase("{\"payloadType\":\"a\",\"payloadType\":\"b\"}")]
    public void What_is_no_signature_is_refused_and_said(string text) => Assert.That(
        () => SignatureFiles.Read(Encoding.UTF8.GetBytes(text), "file"), Throws.TypeOf<SignatureFormatException>().With.Message.Contains("file"));

    [Test]
    public void Number_of_signatures_in_a_file_is_bounded()
    {
        static byte[] Lines(int count) => Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("{\"payloadType\":\"a\"}", count)));

        Assert.That(SignatureFiles.Read(Lines(SignatureFiles.MaxSignatures), "file"), Has.Count.EqualTo(SignatureFiles.MaxSignatures));
        Assert.That(
            () => SignatureFiles.Read(Lines(SignatureFiles.MaxSignatures + 1), "file"),
            Throws.TypeOf<SignatureFormatException>().With.Message.Contains("more than 256"));
    }

    private static IEnumerable<SignatureForm?> Forms(SignedImageFixture fixture, ReadOnlyMemory<byte> content) =>
        fixture.Verifier.Verify(SignatureFiles.Read(content, "file"), SignedImageFixture.Signed).Select(v => v.Signature?.Form);
}
