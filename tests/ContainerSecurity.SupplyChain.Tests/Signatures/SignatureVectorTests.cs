using System.Text;
using System.Text.Json;
using ContainerSecurity.Conformance;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Trust;

namespace ContainerSecurity.SupplyChain.Tests.Signatures;

/// <summary>Signatures that openssl made, judged as their authors say, with their reason.</summary>
public class SignatureVectorTests
{
    private const int Cases = 22;

    [Test]
    public void Every_vector_is_judged_as_expected()
    {
        string[] lines = File.ReadAllLines(Corpus.Require("signatures", "signatures.jsonl"));
        List<string> failures = [];
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement test = document.RootElement;
            string? problem = Judge(test);
            if (problem is not null)
                failures.Add($"{test.GetProperty("id").GetString()}: {problem}");
        }

        Assert.That(lines, Has.Length.EqualTo(Cases));
        Assert.That(failures, Is.Empty);
    }

    private static string? Judge(JsonElement test)
    {
        JsonElement expected = test.GetProperty("expected");
        VerificationKey key = VerificationKey.Parse(test.GetProperty("publicKey").GetString()!);
        if (test.TryGetProperty("pae", out _))
            return JudgeEnvelope(test, key);
        Assert.That(Digest.TryParse(test.GetProperty("imageDigest").GetString()!, out Digest? digest));
        SignatureVerdict verdict = new ImageSignatureVerifier(new TrustedSigners { Keys = [new TrustedKey(key)] })
            .Verify(EvidenceOf(test), digest!).Single();
        if (verdict.IsVerified != expected.GetProperty("verifies").GetBoolean())
            return verdict.Refusal ?? "verified";
        if (verdict.Reason is { } reason && ReasonOf(expected) != reason)
            return $"{reason}: {verdict.Refusal}";
        if (expected.TryGetProperty("annotations", out JsonElement annotations)
            && annotations.EnumerateObject().Any(a => verdict.Signature!.Claims["annotation:" + a.Name] != a.Value.GetString()))
            return "other annotations";
        return expected.TryGetProperty("predicateType", out JsonElement type) && verdict.Signature!.Statement!.PredicateType != type.GetString()
            ? "another predicate type"
            : null;
    }

    private static string? JudgeEnvelope(JsonElement test, VerificationKey key)
    {
        DsseEnvelope envelope = DsseEnvelope.Read(Encoding.UTF8.GetBytes(test.GetProperty("envelope").GetRawText()));
        string encoded = Encoding.UTF8.GetString(DsseEnvelope.Encode(envelope.PayloadType, envelope.Payload.Span));
        return encoded != test.GetProperty("pae").GetString() ? "another encoding"
            : envelope.VerifiedBy([key]).Count == 1 ? null
            : "not verified";
    }

    private static SignatureEvidence EvidenceOf(JsonElement test) => test.GetProperty("kind").GetString() == "dsse"
        ? new SignatureEvidence
        {
            MediaType = SignatureMediaTypes.Dsse,
            Content = Encoding.UTF8.GetBytes(test.GetProperty("envelope").GetRawText()),
            Location = "vector",
        }
        : new SignatureEvidence
        {
            MediaType = SignatureMediaTypes.SimpleSigning,
            Content = test.GetProperty("payloadBase64").GetBytesFromBase64(),
            Annotations = new Dictionary<string, string>
            {
                ["dev.cosignproject.cosign/signature"] = test.GetProperty("signature").GetString()!,
            },
            Location = "vector",
        };

    private static RefusalReason ReasonOf(JsonElement expected) => expected.GetProperty("reason").GetString() switch
    {
        "signature" => RefusalReason.Signature,
        "digest" => RefusalReason.Digest,
        "type" => RefusalReason.PayloadType,
        _ => RefusalReason.Malformed,
    };
}
