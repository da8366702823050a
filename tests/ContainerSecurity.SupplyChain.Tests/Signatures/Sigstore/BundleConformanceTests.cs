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

    /// <summary>
    /// A promise that the public log made, in the annotations in which cosign 2 keeps it: what was signed is no payload of
    /// an image, and that alone is wrong with it.
    /// </summary>
    [Test]
    public void Promise_of_the_public_log_is_verified_in_the_older_form()
    {
        using JsonDocument document = JsonDocument.Parse(
            File.ReadLines(Corpus.Require("signatures", "sigstore-bundles.jsonl")).Single(l => l.Contains("\"happy-path-v0.1\"")));
        using JsonDocument bundle = JsonDocument.Parse(document.RootElement.GetProperty("bundle").GetString()!);
        JsonElement material = bundle.RootElement.GetProperty("verificationMaterial");
        JsonElement entry = material.GetProperty("tlogEntries")[0];
        string certificate = material.GetProperty("x509CertificateChain").GetProperty("certificates")[0].GetProperty("rawBytes").GetString()!;
        string promise = $$"""
            {"SignedEntryTimestamp":"{{entry.GetProperty("inclusionPromise").GetProperty("signedEntryTimestamp").GetString()}}",
             "Payload":{"body":"{{entry.GetProperty("canonicalizedBody").GetString()}}","integratedTime":{{entry.GetProperty("integratedTime").GetString()}},
             "logIndex":{{entry.GetProperty("logIndex").GetString()}},"logID":"{{Convert.ToHexStringLower(entry.GetProperty("logId").GetProperty("keyId").GetBytesFromBase64())}}"} }
            """;
        SignatureEvidence evidence = SignedImageFixture.Evidence(
            SignatureMediaTypes.SimpleSigning, document.RootElement.GetProperty("artifactBase64").GetBytesFromBase64()) with
        {
            Annotations = new Dictionary<string, string>
            {
                ["dev.cosignproject.cosign/signature"] = bundle.RootElement.GetProperty("messageSignature").GetProperty("signature").GetString()!,
                ["dev.sigstore.cosign/certificate"] = PemEncoding.WriteString("CERTIFICATE", Convert.FromBase64String(certificate)),
                ["dev.sigstore.cosign/bundle"] = promise,
            },
        };
        var verifier = new ImageSignatureVerifier(SignersOf(document.RootElement));

        Assert.That(verifier.Verify(evidence, SignedImageFixture.Signed).Single().Refusal, Does.StartWith("The signed payload is no valid JSON"));
        Dictionary<string, string> changed = new(evidence.Annotations)
        {
            ["dev.sigstore.cosign/bundle"] = promise.Replace("\"integratedTime\":1", "\"integratedTime\":2"),
        };
        Assert.That(
            verifier.Verify(evidence with { Annotations = changed }, SignedImageFixture.Signed).Single().Reason,
            Is.EqualTo(RefusalReason.TransparencyLog));
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
        TrustedSigners signers = SignersOf(test);
        byte[] artifact = test.GetProperty("artifactBase64").GetBytesFromBase64();
        SigstoreBundle bundle = SigstoreBundle.Read(Encoding.UTF8.GetBytes(test.GetProperty("bundle").GetString()!));
        new SigstoreVerifier(signers, TimeProvider.System).Verify(bundle.Content(artifact), bundle.Material);
        if (bundle.Envelope is not null
            && !InTotoStatement.Read(bundle.Envelope.Payload).Names("sha256:" + Convert.ToHexStringLower(SHA256.HashData(artifact))))
            throw new SignatureFormatException("The statement is about another artifact.");
    }

    private static TrustedSigners SignersOf(JsonElement test) => new()
    {
        Keys = test.TryGetProperty("publicKey", out JsonElement key) && key.GetString() is { } pem
            ? [new TrustedKey(VerificationKey.Parse(pem))]
            : [],
        Identities = [TrustedIdentity.Exact(test.GetProperty("identity").GetString()!, test.GetProperty("issuer").GetString()!)],
        Root = TrustedRoot.Read(File.ReadAllBytes(
            Corpus.Require("signatures", "trusted-roots", test.GetProperty("trustedRoot").GetString()!))),
    };
}
