using System.Text;
using System.Text.Json;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Cosign;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Trust;

namespace ContainerSecurity.SupplyChain.Tests.Signatures;

/// <summary>An image that a key of its own signed in each form.</summary>
internal sealed class SignedImageFixture : IDisposable
{
    public static readonly Digest Signed = Digest.OfBytes("an image"u8.ToArray());
    public static readonly Digest OtherImage = Digest.OfBytes("another image"u8.ToArray());

    public SigningKey Key { get; } = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

    public TrustedSigners Signers => new() { Keys = [new TrustedKey(Key.PublicKey)] };

    public ImageSignatureVerifier Verifier => new(Signers);

    public static DsseEnvelope Statement(SigningKey key, string predicateType, Digest digest, string predicate = """{"x":1}""")
    {
        using JsonDocument document = JsonDocument.Parse(predicate);
        return DsseEnvelope.Sign(
            DsseEnvelope.InTotoType, InTotoStatement.Write(predicateType, "web", digest, document.RootElement), key);
    }

    public static SignatureEvidence Evidence(string mediaType, byte[] content, string? signature = null) => new()
    {
        MediaType = mediaType,
        Content = content,
        Annotations = signature is null
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { ["dev.cosignproject.cosign/signature"] = signature },
        Location = "here",
    };

    public SignatureEvidence Simple(byte[] payload) =>
        Evidence(SignatureMediaTypes.SimpleSigning, payload, Convert.ToBase64String(Key.Sign(payload)));

    public SignatureEvidence Simple() => Simple(SimpleSigningPayload.Write("registry.example/web", Signed));

    public SignatureEvidence Attestation(string predicateType = "https://example.com/p") =>
        Evidence(SignatureMediaTypes.Dsse, Statement(Key, predicateType, Signed).Write());

    public SignatureEvidence Bundle(string predicateType = SignatureMediaTypes.CosignSignPredicate) =>
        Evidence(SignatureMediaTypes.Bundle, BundleOf(Statement(Key, predicateType, Signed)));

    public static byte[] BundleOf(DsseEnvelope envelope, string material = "") => Encoding.UTF8.GetBytes(
        $$$"""{"mediaType":"{{{SignatureMediaTypes.Bundle}}}","verificationMaterial":{"publicKey":{"hint":"a"}{{{material}}}},"dsseEnvelope":{{{Encoding.UTF8.GetString(envelope.Write())}}}}""");

    public void Dispose() => Key.Dispose();
}
