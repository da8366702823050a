using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.AspNetCore.Tests.Engine;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.Tests;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>The sample <c>ApprovedOnly</c>: an image runs when two people approved it, and not before.</summary>
[TestFixture]
public class ApprovedOnlyTests
{
    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("approved-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Image_runs_when_two_people_approved_it_and_no_longer_when_its_tag_is_moved()
    {
        using var _ = new TestCertificates(folder).Server("server");
        using var alice = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        using var bob = SigningKey.Generate(KeyAlgorithm.Ed25519);
        File.WriteAllText(At("alice.pub"), alice.ExportPublicPem());
        File.WriteAllText(At("bob.pub"), bob.ExportPublicPem());
        File.Copy(Path.Combine(Repository.Root, "samples", "ApprovedOnly", "policy.yaml"), At("policy.yaml"));
        using var registry = new MemoryRegistry();
        Digest image = Put(registry, 1), other = Put(registry, 2);
        registry.Manifests["1.4.2"] = registry.Manifests[image.ToString()];
        int port = ServedWebhookTests.FreePort();
        await using Microsoft.AspNetCore.Builder.WebApplication app = ApprovedOnly.Door.Build(
            [$"--PORT={port}", $"--TLS_CERT={At("server/cert.pem")}", $"--TLS_KEY={At("server/key.pem")}", $"--POLICY={At("policy.yaml")}"],
            new RegistryOptions { Handler = registry });
        await app.StartAsync();

        Assert.That(await AskAsync(port), Does.Contain("\"allowed\":false").And.Contain("CSEC1010").And.Contain("nobody's approval counts"));
        await ApprovedOnly.Change.ApproveAsync(At("approvals"), image, "alice", alice);
        Assert.That(await AskAsync(port), Does.Contain("\"allowed\":false").And.Contain("only alice approved it"));
        await ApprovedOnly.Change.ApproveAsync(At("approvals"), image, "bob", bob);
        Assert.That(await AskAsync(port), Does.Contain("\"allowed\":true"));

        registry.Manifests["1.4.2"] = registry.Manifests[other.ToString()];
        Assert.That(await AskAsync(port), Does.Contain("\"allowed\":false").And.Contain("CSEC1010"));
    }

    private static Task<string> AskAsync(int port) => ServedWebhookTests.AskAsync(port, Review.Create(JsonNode.Parse("""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"},
         "spec":{"containers":[{"name":"web","image":"registry.example/shop/web:1.4.2"}]}}
        """)!.AsObject()));

    private string At(string name) => Path.Combine(folder, name);

    private static Digest Put(MemoryRegistry registry, int number)
    {
        byte[] manifest = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{"mediaType":"{{ImageMediaType.Config}}","digest":"{{Digest.OfBytes([(byte)number])}}","size":1},"layers":[{"mediaType":"{{ImageMediaType.Layer}}","digest":"{{Digest.OfBytes([])}}","size":0}]}""");
        registry.Manifests[Digest.OfBytes(manifest).ToString()] = (ImageMediaType.Manifest, manifest);
        return Digest.OfBytes(manifest);
    }
}
