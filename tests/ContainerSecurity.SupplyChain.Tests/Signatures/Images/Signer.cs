using System.Text;
using System.Text.Json;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Images;

/// <summary>Somebody who signs images with a key.</summary>
internal sealed class Signer : IDisposable
{
    public const string Provenance = "https://slsa.dev/provenance/v1";

    public SigningKey Key { get; } = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

    public RequiredKey Required => new(Key.PublicKey.ExportPem(), null);

    /// <summary>The payload of cosign's simple signing.</summary>
    public static byte[] Payload(Digest digest, string type = "cosign container image signature") => Encoding.UTF8.GetBytes(
        $$$"""{"critical":{"identity":{"docker-reference":"registry.example.com/shop/web"},"image":{"docker-manifest-digest":"{{{digest}}}"},"type":"{{{type}}}"},"optional":null}""");

    public string SignatureOf(byte[] payload) => Convert.ToBase64String(Key.Sign(payload));

    public SignatureEvidence Simple(Digest digest)
    {
        byte[] payload = Payload(digest);
        return new SignatureEvidence
        {
            MediaType = SignatureMediaTypes.SimpleSigning,
            Content = payload,
            Annotations = new Dictionary<string, string> { ["dev.cosignproject.cosign/signature"] = SignatureOf(payload) },
            Location = "signature",
        };
    }

    public SignatureEvidence Attest(Digest digest, string type, string predicate) => new()
    {
        MediaType = SignatureMediaTypes.Dsse,
        Content = Statement(digest, type, predicate),
        Location = "attestation",
    };

    public byte[] Statement(Digest digest, string type, string predicate)
    {
        using JsonDocument document = JsonDocument.Parse(predicate);
        return DsseEnvelope.Sign(DsseEnvelope.InTotoType, InTotoStatement.Write(type, "web", digest, document.RootElement), Key).Write();
    }

    public static ImageReference Parse(string text)
    {
        Assert.That(ImageReference.TryParse(text, out ImageReference? reference), Is.EqualTo(ImageReferenceError.None));
        return reference!;
    }

    public void Dispose() => Key.Dispose();
}
