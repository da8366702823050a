using System.Text;
using System.Text.Json;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec image verify</c>, and what the policy's trust means in <c>csec image</c> and <c>csec scan</c>.</summary>
[NonParallelizable]
public class ImageVerifyTests
{
    private TestLayout layout = null!;
    private string folder = null!;
    private SigningKey key = null!;
    private Digest image = null!;

    [SetUp]
    public void Write()
    {
        folder = Directory.CreateTempSubdirectory("verify-").FullName;
        key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        File.WriteAllText(Path.Combine(folder, "release.pub"), key.ExportPublicPem());
        using SigningKey other = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        File.WriteAllText(Path.Combine(folder, "other.pub"), other.ExportPublicPem());
        layout = new TestLayout();
        image = layout.AddImage("shop", new TarBuilder().File("app/main", "run").ToArray());
        Attach(SignatureMediaTypes.CosignSignPredicate, "{}");
        Attach("https://slsa.dev/provenance/v1", """{"builder":"ours"}""");
        File.WriteAllText(Path.Combine(folder, "policy.yaml"), "kind: Policy\nprofile: none\ntrust:\n- images: ['*']\n  keys: [release.pub]\n");
        File.WriteAllText(Path.Combine(folder, "other.yaml"), "kind: Policy\nprofile: none\ntrust:\n- images: ['*']\n  keys: [other.pub]\n");
        File.WriteAllText(Path.Combine(folder, "pod.yaml"),
            "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: web, image: 'registry.invalid/shop/web:1'}\n");
    }

    [TearDown]
    public void Delete()
    {
        key.Dispose();
        layout.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Attaches a bundle to the image, as cosign does.</summary>
    private void Attach(string type, string predicate)
    {
        using JsonDocument document = JsonDocument.Parse(predicate);
        byte[] envelope = DsseEnvelope.Sign(DsseEnvelope.InTotoType, InTotoStatement.Write(type, "web", image, document.RootElement), key).Write();
        byte[] bundle = Encoding.UTF8.GetBytes(
            $$$"""{"mediaType":"{{{SignatureMediaTypes.Bundle}}}","verificationMaterial":{"publicKey":{"hint":"a"}},"dsseEnvelope":{{{Encoding.UTF8.GetString(envelope)}}}}""");
        byte[] empty = "{}"u8.ToArray();
        string manifest = $$"""
            {"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","artifactType":"{{SignatureMediaTypes.Bundle}}",
            "config":{{TestLayout.Describe(ImageMediaType.Empty, layout.AddBlob(empty), empty.Length)}},
            "layers":[{{TestLayout.Describe(SignatureMediaTypes.Bundle, layout.AddBlob(bundle), bundle.Length)}}],
            "subject":{{TestLayout.Describe(ImageMediaType.Manifest, image, new FileInfo(layout.BlobPath(image)).Length)}}}
            """;
        layout.AddManifest($"signature-{type.Length}", manifest);
    }

    private (int Code, string Output, string Error) Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        int code = CommandLine.Run(args, TextReader.Null, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private (int Code, string Output, string Error) Verify(params string[] args) => Run(["image", "verify", $"{layout.Path}:shop", .. args]);

    private string At(string file) => Path.Combine(folder, file);

    [Test]
    public void A_signed_image_is_verified()
    {
        (int code, string output, string error) = Verify("--key", At("release.pub"));
        Assert.That((code, error), Is.EqualTo((0, "")), output);
        Assert.That(output, Does.Contain($"verified ({image})").And.Contain("signed by the key sha256:"));
    }

    [Test]
    public void An_image_that_somebody_else_signed_is_refused()
    {
        (int code, string output, _) = Verify("--key", At("other.pub"), "--format", "json");
        JsonElement result = JsonDocument.Parse(output).RootElement.GetProperty("images")[0];
        Assert.That((code, result.GetProperty("state").GetString()), Is.EqualTo((1, "refused")));
        Assert.That(result.GetProperty("reasons").GetArrayLength(), Is.GreaterThan(0));
    }

    [TestCase("predicate.builder == 'ours'", 0)]
    [TestCase("predicate.builder == 'theirs'", 1)]
    public void An_attestation_must_say_what_is_asked(string expression, int code) =>
        Assert.That(Verify("--key", At("release.pub"), "--attestation", "https://slsa.dev/provenance/v1", "--expression", expression).Code, Is.EqualTo(code));

    [TestCase]
    [TestCase("--key", "absent.pub")]
    [TestCase("--certificate-identity", "a")]
    [TestCase("--certificate-identity", "a", "--certificate-oidc-issuer", "b")]
    [TestCase("--key", "release.pub", "--threshold", "2")]
    [TestCase("--key", "release.pub", "--expression", "true")]
    [TestCase("--key", "release.pub", "--attestation", "a", "--expression", "predicate.")]
    [TestCase("--key", "release.pub", "--attestation", "a", "--max-age", "soon")]
    [TestCase("--notary-trust", "absent")]
    public void What_is_wrong_is_told_and_nothing_verified(params string[] args)
    {
        (int code, string output, string error) = Verify([.. args.Select(a => a.EndsWith(".pub", StringComparison.Ordinal) ? At(a) : a)]);
        Assert.That((code, output), Is.EqualTo((2, "")));
        Assert.That(error, Does.StartWith("csec: "));
    }

    [Test]
    public void An_image_that_is_not_there_has_no_verdict() =>
        Assert.That(Run("image", "verify", At("absent.tar"), "--key", At("release.pub")).Code, Is.EqualTo(2));

    [Test]
    public void A_signature_may_be_brought_as_a_file()
    {
        byte[] envelope = DsseEnvelope.Sign(
            DsseEnvelope.InTotoType,
            InTotoStatement.Write(SignatureMediaTypes.CosignSignPredicate, "web", image, JsonDocument.Parse("{}").RootElement),
            key).Write();
        File.WriteAllBytes(At("signature.json"), envelope);
        Assert.That(Verify("--key", At("release.pub"), "--signature", At("signature.json")).Code, Is.Zero);
    }

    [TestCase("policy.yaml", 0)]
    [TestCase("other.yaml", 1)]
    public void Csec_image_judges_by_the_policy_s_trust(string policy, int code)
    {
        (int actual, string output, string error) = Run("image", $"{layout.Path}:shop", "--policy", At(policy));
        Assert.That(actual, Is.EqualTo(code), output + error);
        Assert.That(output.Contains("CSEC1011", StringComparison.Ordinal), Is.EqualTo(code == 1));
    }

    [Test]
    public void Csec_scan_asks_nobody_without_the_switch_and_has_no_verdict()
    {
        (int code, string output, string error) = Run("scan", At("pod.yaml"), "--policy", At("policy.yaml"));
        Assert.That((code, (output + error).Contains("nobody looked up", StringComparison.Ordinal)), Is.EqualTo((2, true)), output + error);
    }
}
