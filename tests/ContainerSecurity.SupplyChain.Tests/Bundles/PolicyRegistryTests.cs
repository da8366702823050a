using System.Text;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Bundles;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.Tests;

namespace ContainerSecurity.SupplyChain.Tests.Bundles;

/// <summary>Policies in registries: what is pulled is what was pushed, signed by whom it must be, and stays within its folder.</summary>
public class PolicyRegistryTests
{
    private static readonly PolicyBundle Bundle = new(
        [new PolicyBundleFile("policy.yaml", Encoding.UTF8.GetBytes("kind: Policy\n")), new PolicyBundleFile("keys/a.pub", Encoding.UTF8.GetBytes("key"))]);

    private readonly SigningKey key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
    private readonly SigningKey other = SigningKey.Generate(KeyAlgorithm.Ed25519);
    private MemoryRegistry memory = null!;
    private PolicyRegistry registry = null!;

    [SetUp]
    public void SetUp()
    {
        memory = new MemoryRegistry();
        registry = new PolicyRegistry(new RegistryOptions { Handler = memory });
    }

    [TearDown]
    public void TearDown() => memory.Dispose();

    [OneTimeTearDown]
    public void Dispose()
    {
        key.Dispose();
        other.Dispose();
    }

    [Test]
    public async Task What_is_pulled_by_digest_is_what_was_pushed()
    {
        Digest digest = await registry.PushAsync(Bundle, Reference("oci://registry.example/policies/base:1"));
        (PolicyBundle pulled, Digest by) = await registry.PullAsync(Reference($"oci://registry.example/policies/base@{digest}"), []);
        Assert.That(by, Is.EqualTo(digest));
        Assert.That(pulled.Files.Select(f => (f.Path, Encoding.UTF8.GetString(f.Content.Span))),
            Is.EqualTo(new[] { ("policy.yaml", "kind: Policy\n"), ("keys/a.pub", "key") }));
    }

    [Test]
    public async Task A_tag_is_taken_only_where_a_key_is_named()
    {
        Digest digest = await registry.PushAsync(Bundle, Reference("oci://registry.example/policies/base:1"), key);
        Assert.That(() => registry.PullAsync(Reference("oci://registry.example/policies/base:1"), []), Refused("a tag can be moved"));
        Assert.That((await registry.PullAsync(Reference("oci://registry.example/policies/base:1"), [key.ExportPublicPem()])).Digest, Is.EqualTo(digest));
    }

    [Test]
    public async Task A_policy_that_is_not_signed_by_the_key_is_refused()
    {
        Digest unsigned = await registry.PushAsync(Bundle, Reference("oci://registry.example/policies/base"));
        Assert.That(() => registry.PullAsync(Reference($"oci://registry.example/policies/base@{unsigned}"), [key.ExportPublicPem()]), Refused("is not signed"));
        await registry.PushAsync(Bundle, Reference("oci://registry.example/policies/base"), other);
        Assert.That(() => registry.PullAsync(Reference($"oci://registry.example/policies/base@{unsigned}"), [key.ExportPublicPem()]), Refused("is not signed"));
        Assert.That((await registry.PullAsync(Reference($"oci://registry.example/policies/base@{unsigned}"), [key.ExportPublicPem(), other.ExportPublicPem()]))
            .Digest, Is.EqualTo(unsigned));
    }

    [Test]
    public async Task A_signature_of_another_policy_does_not_count()
    {
        await registry.PushAsync(Bundle, Reference("oci://registry.example/policies/base:1"), key);
        Digest changed = await registry.PushAsync(new PolicyBundle([new PolicyBundleFile("policy.yaml",
            Encoding.UTF8.GetBytes("kind: Policy\nprofile: none\n"))]), Reference("oci://registry.example/policies/base:1"));
        Assert.That(() => registry.PullAsync(Reference("oci://registry.example/policies/base:1"), [key.ExportPublicPem()]), Refused("is not signed"));
        Assert.That(changed.ToString(), Is.Not.Empty);
    }

    [TestCase("../policy.yaml")]
    [TestCase("/etc/policy.yaml")]
    [TestCase("a/../../policy.yaml")]
    [TestCase("a//b.yaml")]
    [TestCase(".../a.yaml")]
    [TestCase("C:\\policy.yaml")]
    [TestCase("")]
    public async Task A_file_that_would_leave_its_folder_is_refused(string path)
    {
        Digest digest = await registry.PushAsync(new PolicyBundle([new PolicyBundleFile(path, new byte[1])]),
            Reference("oci://registry.example/policies/base"));
        Assert.That(() => registry.PullAsync(Reference($"oci://registry.example/policies/base@{digest}"), []), Refused("no path within a policy bundle"));
    }

    [Test]
    public async Task More_files_than_allowed_are_refused()
    {
        var many = new PolicyBundle([.. Enumerable.Range(0, PolicyBundle.MaxFiles + 1).Select(i => new PolicyBundleFile($"{i}.yaml", new byte[1]))]);
        Digest digest = await registry.PushAsync(many, Reference("oci://registry.example/policies/base"));
        Assert.That(() => registry.PullAsync(Reference($"oci://registry.example/policies/base@{digest}"), []), Refused("more than 256 files"));
    }

    [Test]
    public async Task A_larger_bundle_than_allowed_is_refused()
    {
        var large = new PolicyBundle([new PolicyBundleFile("a.yaml", new byte[PolicyBundle.MaxSize]), new PolicyBundleFile("b.yaml", new byte[1])]);
        Digest digest = await registry.PushAsync(large, Reference("oci://registry.example/policies/base"));
        Assert.That(() => registry.PullAsync(Reference($"oci://registry.example/policies/base@{digest}"), []), Refused("16777216 bytes"));
    }

    [Test]
    public async Task Two_files_of_one_name_are_refused()
    {
        Digest digest = await registry.PushAsync(new PolicyBundle([new PolicyBundleFile("a.yaml", new byte[1]), new PolicyBundleFile("A.yaml", new byte[2])]),
            Reference("oci://registry.example/policies/base"));
        Assert.That(() => registry.PullAsync(Reference($"oci://registry.example/policies/base@{digest}"), []), Refused("a file twice"));
    }

    [TestCase("registry.example/policies/base")]
    [TestCase("oci://")]
    public void What_is_no_reference_is_refused(string text) => Assert.That(() => PolicyRegistry.ReferenceOf(text), Refused("no reference of a policy"));

    [Test]
    public void Policy_comes_along_with_what_it_extends_and_its_keys_and_files_elsewhere_are_refused()
    {
        string folder = Directory.CreateTempSubdirectory("csec-bundle-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "own", "keys"));
        File.WriteAllText(Path.Combine(folder, "own", "keys", "a.pub"), key.ExportPublicPem());
        File.WriteAllText(Path.Combine(folder, "own", "base.yaml"), "kind: Policy\n");
        string file = Path.Combine(folder, "own", "policy.yaml");
        File.WriteAllText(file, "kind: Policy\nextends: base.yaml\napprovals: {stores: registry, environment: p, approvers: [{name: a, keys: keys/a.pub}]}\n");
        PolicyBundle bundle = PolicyBundle.Collect(file);
        Assert.That(bundle.Files.Select(f => f.Path), Is.EqualTo(new[] { "policy.yaml", "base.yaml", "keys/a.pub" }));
        Assert.That(bundle.Unpack(Path.Combine(folder, "unpacked")), Does.EndWith("policy.yaml"));
        Assert.That(File.Exists(Path.Combine(folder, "unpacked", "keys", "a.pub")));

        File.WriteAllText(Path.Combine(folder, "base.yaml"), "kind: Policy\n");
        File.WriteAllText(file, "kind: Policy\nextends: ../base.yaml\n");
        Assert.That(() => PolicyBundle.Collect(file), Refused("not in its folder"));
        File.WriteAllText(file, "kind: Policy\napprovals: {stores: approvals, environment: p, approvers: [{name: a, keys: keys/a.pub}]}\n");
        Assert.That(() => PolicyBundle.Collect(file), Refused("does not come along"));
        Directory.Delete(folder, recursive: true);
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string message) =>
        Throws.TypeOf<ImageReadException>().With.Message.Contains(message);

    private static ImageReference Reference(string text) => PolicyRegistry.ReferenceOf(text);
}
