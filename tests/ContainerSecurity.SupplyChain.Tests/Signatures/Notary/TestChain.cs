using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

/// <summary>A root and a signer below it, made for a test.</summary>
internal sealed class TestChain
{
    public const string Subject = "C=US, ST=WA, O=example.com, CN=signer";
    private static readonly X509KeyUsageExtension OfAuthority = new(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true);

    public string LeafSubject { get; init; } = Subject;

    public DateTimeOffset NotBefore { get; init; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset NotAfter { get; init; } = new(2035, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public IReadOnlyList<X509Extension> LeafExtensions { get; init; } = [new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true)];

    public IReadOnlyList<X509Extension> RootExtensions { get; init; } = [new X509BasicConstraintsExtension(true, false, 0, true), OfAuthority];

    public X509Certificate2 Root { get; private set; } = null!;

    public X509Certificate2 Leaf { get; private set; } = null!;

    public ECDsa RootKey { get; private set; } = null!;

    public AsymmetricAlgorithm Key { get; private set; } = null!;

    public IReadOnlyList<X509Certificate2> Certificates => [Leaf, Root];

    /// <summary>Makes the certificates.</summary>
    /// <param name="key">The signer's key; null for one on P-256.</param>
    public TestChain Build(AsymmetricAlgorithm? key = null)
    {
        RootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Key = key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("C=US, ST=WA, O=example.com, CN=root", RootKey, HashAlgorithmName.SHA256);
        foreach (X509Extension extension in RootExtensions)
            root.CertificateExtensions.Add(extension);
        Root = root.CreateSelfSigned(NotBefore, NotAfter);
        CertificateRequest leaf = Key is RSA rsa
            ? new CertificateRequest(LeafSubject, rsa, Hash, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(LeafSubject, (ECDsa)Key, Hash);
        foreach (X509Extension extension in LeafExtensions)
            leaf.CertificateExtensions.Add(extension);
        Leaf = leaf.Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(RootKey), NotBefore, NotAfter, RandomNumberGenerator.GetBytes(8));
        return this;
    }

    public byte[] Sign(byte[] data, HashAlgorithmName hash) => Key is RSA rsa
        ? rsa.SignData(data, hash, RSASignaturePadding.Pss)
        : ((ECDsa)Key).SignData(data, hash);
}
