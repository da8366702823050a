using System.Text;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Dsse;

/// <summary>Envelopes are read strictly; keys decide, never their hints.</summary>
public class DsseEnvelopeTests
{
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("hello world");

    [Test]
    public void Lengths_of_what_is_signed_are_in_bytes() =>
        Assert.That(Encoding.UTF8.GetString(DsseEnvelope.Encode("grüß", "hi"u8)), Is.EqualTo("DSSEv1 6 grüß 2 hi"));

    [Test]
    public void Each_key_counts_once_however_often_it_signed()
    {
        using SigningKey one = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        using SigningKey two = SigningKey.Generate(KeyAlgorithm.Ed25519);
        DsseEnvelope envelope = DsseEnvelope.Read(DsseEnvelope.Sign("text/plain", Payload, one, one, two).Write());

        Assert.That(envelope.Signatures, Has.Count.EqualTo(3));
        Assert.That(envelope.VerifiedBy([one.PublicKey, VerificationKey.Parse(one.ExportPublicPem())]), Has.Count.EqualTo(1));
        Assert.That(envelope.VerifiedBy([one.PublicKey, two.PublicKey]), Has.Count.EqualTo(2));
        Assert.That(envelope.VerifiedBy([]), Is.Empty);
    }

    [Test]
    public void Type_of_the_payload_is_signed_too()
    {
        using SigningKey key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        string json = Encoding.UTF8.GetString(DsseEnvelope.Sign("text/plain", Payload, key).Write());

        Assert.That(DsseEnvelope.Read(Encoding.UTF8.GetBytes(json)).VerifiedBy([key.PublicKey]), Is.Not.Empty);
        Assert.That(DsseEnvelope.Read(Encoding.UTF8.GetBytes(json.Replace("text/plain", "text/pl4in"))).VerifiedBy([key.PublicKey]), Is.Empty);
    }

    [TestCase("""{"payloadType":"t","payload":"+/+/","signatures":[{"sig":"-_-_"}]}""", null)]
    [TestCase("""{"payloadType":"t","payload":"AA","signatures":[]}""", null)]
    [TestCase("""{"payloadType":"t","payload":"+_+/","signatures":[]}""", "no base64")]
    [TestCase("""{"payloadType":"t","payload":"AB==","signatures":[]}""", "no base64")]
    [TestCase("""{"payloadType":"t","payload":"AA= =","signatures":[]}""", "no base64")]
    [TestCase("""{"payloadType":"t","payload":"AAAA","payload":"AAAA","signatures":[]}""", "stands twice")]
    [TestCase("""{"payloadType":"t","payload":"AAAA","signatures":[{"sig":1}]}""", "no base64")]
    [TestCase("""{"payloadType":"t","payload":"AAAA","signatures":[{"sig":"AAAA","keyid":7}]}""", "no object with texts")]
    [TestCase("""{"payloadType":"t","payload":"AAAA","signatures":[1]}""", "no object with texts")]
    [TestCase("""{"payloadType":"t","payload":"AAAA","signatures":{}}""", "no list of signatures")]
    [TestCase("""{"payloadType":"","payload":"AAAA","signatures":[]}""", "no payloadType")]
    [TestCase("""{"payloadType":"t","payload":"AAAA","signatures":[],}""", "no valid JSON")]
    [TestCase("""{"payloadType":"\ud800","payload":"AAAA","signatures":[]}""", "no Unicode")]
    [TestCase("""[]""", "no JSON object")]
    [TestCase("", "no valid JSON")]
    public void Envelope_is_read_strictly(string json, string? problem)
    {
        void Read() => DsseEnvelope.Read(Encoding.UTF8.GetBytes(json));

        if (problem is null)
            Assert.That(Read, Throws.Nothing);
        else
            Assert.That(Read, Throws.TypeOf<SignatureFormatException>().With.Message.Contains(problem));
    }

    [Test]
    public void Number_of_signatures_is_bounded()
    {
        static byte[] Envelope(int count) => Encoding.UTF8.GetBytes(
            $$"""{"payloadType":"t","payload":"AAAA","signatures":[{{string.Join(',', Enumerable.Repeat("{\"sig\":\"AAAA\"}", count))}}]}""");

        Assert.That(DsseEnvelope.Read(Envelope(DsseEnvelope.MaxSignatures)).Signatures, Has.Count.EqualTo(DsseEnvelope.MaxSignatures));
        Assert.That(
            () => DsseEnvelope.Read(Envelope(DsseEnvelope.MaxSignatures + 1)),
            Throws.TypeOf<SignatureFormatException>().With.Message.Contains("more than 64"));
    }

    [Test]
    public void Depth_and_length_are_bounded()
    {
        string deep = $$"""{"payloadType":"t","payload":"AAAA","signatures":[],"x":{{new string('[', 64)}}{{new string(']', 64)}}}""";
        byte[] large = new byte[64 * 1024 * 1024 + 1];

        Assert.That(() => DsseEnvelope.Read(Encoding.UTF8.GetBytes(deep)), Throws.TypeOf<SignatureFormatException>());
        Assert.That(() => DsseEnvelope.Read(large), Throws.TypeOf<SignatureFormatException>().With.Message.Contains("longer than"));
    }
}
