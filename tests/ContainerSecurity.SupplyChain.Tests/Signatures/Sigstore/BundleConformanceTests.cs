using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContainerSecurity.Conformance;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Sigstore;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;
using ContainerSecurity.SupplyChain.Signatures.Trust;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Sigstore;

/// <summary>The bundles of Sigstore's own conformance suite, which clients of all languages must judge alike.</summary>
public class BundleConformanceTests
{
    private const int Cases = 70;

    /// <summary>Cases that are judged otherwise, with the reason; the list is to stay empty.</summary>
    private static readonly string[] Exceptions = [];

    [Test]
    public void Every_bundle_is_judged_as_its_suite_says()
    {
        string[] lines = File.ReadAllLines(Corpus.Require("signatures", "sigstore-bundles.jsonl"));
        List<string> failures = [];
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement test = document.RootElement;
            string? refusal = Judge(test);
            TestContext.Out.WriteLine($"{test.GetProperty("id").GetString()}: {refusal ?? "verified"}");
            if (refusal is null != test.GetProperty("expected").GetProperty("verifies").GetBoolean())
                failures.Add($"{test.GetProperty("id").GetString()}: {refusal ?? "verified"}");
        }

        Assert.That(lines, Has.Length.EqualTo(Cases));
        Assert.That(failures.Select(f => f.Split(':')[0]), Is.EquivalentTo(Exceptions), string.Join('\n', failures));
    }

    private static string? Judge(JsonElement test)
    {
        try
        {
            Verify(test);
            return null;
        }
        catch (Exception e) when (e is SignatureRefusedException or SignatureFormatException or KeyFormatException)
        {
            return e.Message;
        }
    }

    private static void Verify(JsonElement test)
    {
        string root = test.GetProperty("trustedRoot").GetString()!;
        var signers = new TrustedSigners
        {
            Keys = test.TryGetProperty("publicKey", out JsonElement key) && key.GetString() is { } pem
                ? [new TrustedKey(VerificationKey.Parse(pem))]
                : [],
            Identities = [TrustedIdentity.Exact(test.GetProperty("identity").GetString()!, test.GetProperty("issuer").GetString()!)],
            Root = TrustedRoot.Read(File.ReadAllBytes(Corpus.Require("signatures", "trusted-roots", root))),
        };
        byte[] artifact = test.GetProperty("artifactBase64").GetBytesFromBase64();
        SigstoreBundle bundle = SigstoreBundle.Read(Encoding.UTF8.GetBytes(test.GetProperty("bundle").GetString()!));
        new SigstoreVerifier(signers, TimeProvider.System).Verify(bundle.Content(artifact), bundle.Material);
        if (bundle.Envelope is not null
            && !InTotoStatement.Read(bundle.Envelope.Payload).Names("sha256:" + Convert.ToHexStringLower(SHA256.HashData(artifact))))
            throw new SignatureFormatException("The statement is about another artifact.");
    }
}
