using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSecurity.Resources;
using ContainerSecurity.SupplyChain.Signatures.Notary;
using ContainerSecurity.SupplyChain.Signatures.Notary.Policies;
using ContainerSecurity.SupplyChain.Signatures.Notary.Revocation;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

/// <summary>Whom a test trusts.</summary>
internal sealed class TestTrust(TestChain chain)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly ImageReference Image = Parse("registry.example.com/shop/web:1.4.2");

    public string Verification { get; init; } = """{"level":"strict"}""";

    public string StoreType { get; init; } = "ca";

    public string[] Stores { get; init; } = [];

    public string Identities { get; init; } = "\"*\"";

    public string Scopes { get; init; } = "\"*\"";

    public X509Certificate2? Trusted { get; init; }

    public X509Certificate2? StampRoot { get; init; }

    public IReadOnlyList<byte[]> Lists { get; init; } = [];

    public DateTimeOffset Clock { get; init; } = Now;

    public static ImageReference Parse(string text)
    {
        Assert.That(ImageReference.TryParse(text, out ImageReference? reference), Is.EqualTo(ImageReferenceError.None));
        return reference!;
    }

    public NotaryVerifier Build()
    {
        string stores = string.Join(", ", new[] { $"{StoreType}:shop" }.Concat(StampRoot is null ? [] : new[] { "tsa:shop" }).Concat(Stores)
            .Select(s => $"\"{s}\""));
        string policy = $$"""
            {"version":"1.0","trustPolicies":[{"name":"shop","registryScopes":[{{Scopes}}],"signatureVerification":{{Verification}},
            "trustStores":[{{stores}}],"trustedIdentities":[{{Identities}}]}]}
            """;
        var certificates = new Dictionary<string, IReadOnlyList<X509Certificate2>> { [$"{StoreType}:shop"] = [Trusted ?? chain.Root] };
        if (StampRoot is not null)
            certificates["tsa:shop"] = [StampRoot];
        var trust = new NotaryTrust(NotaryTrustPolicyDocument.Read(Encoding.UTF8.GetBytes(policy)), new NotaryTrustStores(certificates))
        {
            Revocation = NotaryRevocationLists.Read(Lists.Select(l => (ReadOnlyMemory<byte>)l)),
        };
        return new NotaryVerifier(trust, new FixedTime(Clock));
    }

    public NotaryVerdict Verify(byte[] envelope, string? mediaType = null) =>
        Build().Verify(envelope, mediaType ?? NotaryMediaTypes.Jws, TestEnvelope.Target, Image);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
