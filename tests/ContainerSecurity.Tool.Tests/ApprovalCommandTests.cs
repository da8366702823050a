using System.Text.Json;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Verdicts;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec approve</c>, <c>revoke</c> and <c>approvals</c>, and what a scan says of images then; <c>--attest</c> and its verdicts.</summary>
[NonParallelizable]
public class ApprovalCommandTests
{
    private TestLayout layout = null!;
    private string folder = null!;

    [SetUp]
    public void Write()
    {
        folder = Directory.CreateTempSubdirectory("approvals-").FullName;
        layout = new TestLayout();
        layout.AddImage("shop", new TarBuilder().File("app/main", "run").ToArray());
        foreach (string name in (string[])["alice", "bob"])
        {
            using var key = SigningKey.Generate(name == "alice" ? KeyAlgorithm.EcdsaP256 : KeyAlgorithm.Ed25519);
            File.WriteAllText(At($"{name}.key"), key.ExportPem());
            File.WriteAllText(At($"{name}.pub"), key.ExportPublicPem());
        }
        WritePolicy("");
    }

    [TearDown]
    public void Delete()
    {
        layout.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("store")]
    [TestCase("sqlite:store.db")]
    public void Image_is_denied_until_enough_people_approved_it_and_after_it_was_revoked(string store)
    {
        store = store.Replace("store", At("store"), StringComparison.Ordinal);
        WritePolicy("  threshold: 2\n", store.Replace(folder + "/", "", StringComparison.Ordinal));
        Assert.That(Scan(out string denied), Is.EqualTo(1));
        Assert.That(denied, Does.Contain("CSEC1010").And.Contain("nobody's approval counts"));

        Assert.That(Approve("alice", store).Code, Is.Zero);
        Assert.That(Scan(out denied), Is.EqualTo(1));
        Assert.That(denied, Does.Contain("only alice approved it, and 2 different people must"));

        Assert.That(Approve("bob", store).Code, Is.Zero);
        Assert.That(Scan(out string accepted), Is.Zero, accepted);

        Assert.That(Run("revoke", Shop, "--store", store, "--key", At("bob.key"), "--reason", "found wanting").Code, Is.Zero);
        Assert.That(Scan(out denied), Is.EqualTo(1));
        Assert.That(denied, Does.Contain("was revoked by bob (found wanting)"));
    }

    [Test]
    public void Decisions_are_listed_with_who_signed_them()
    {
        Approve("alice");
        (int code, string output, _) = Run("approvals", "list", "--store", At("store"), "--public-key", At("alice.pub"));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(output, Does.Contain("approve").And.Contain("production in *").And.Contain("signed by sha256:").And.Contain("release 1"));
        });
        Assert.That(Run("approvals", "list", "--store", At("store"), "--public-key", At("bob.pub")).Output, Does.Contain("signed by nobody known"));
    }

    [Test]
    public void Store_is_verified_and_what_was_seen_before_is_missed()
    {
        Approve("alice");
        Approve("bob");
        (int code, string output, _) = Run("approvals", "verify", "--store", At("store"), "--write-checkpoint", At("checkpoint"), "--key", At("bob.key"));
        Assert.That((code, output), Is.EqualTo((0, output)), output);
        Assert.That(output, Does.Contain("2 entries, none changed"));
        string last = Directory.GetFiles(At("store"), "000002-*", SearchOption.AllDirectories).Single();
        File.Delete(last);
        Assert.That(Run("approvals", "verify", "--store", At("store")).Code, Is.Zero);
        (code, output, _) = Run("approvals", "verify", "--store", At("store"), "--checkpoint", At("checkpoint"), "--public-key", At("bob.pub"));
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("was rolled back"));
    }

    [Test]
    public void Changed_store_is_no_longer_intact()
    {
        Approve("alice");
        string file = Directory.GetFiles(At("store"), "*.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace('a', 'b'));
        Assert.That(Run("approvals", "verify", "--store", At("store")).Code, Is.EqualTo(1));
        Assert.That(Approve("bob").Code, Is.EqualTo(2));
    }

    [TestCase("--until", "soon", "is no time")]
    [TestCase("--until", "2001-01-01", "ends before it begins")]
    public void Wrong_end_is_said(string option, string value, string message)
    {
        (int code, _, string error) = Run("approve", Shop, "--store", At("store"), "--key", At("alice.key"), "--environment", "production", option, value,
            "--reason", "x");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain(message));
    }

    [Test]
    public void Approval_without_an_environment_or_with_a_public_key_is_refused()
    {
        Assert.That(Run("approve", Shop, "--store", At("store"), "--key", At("alice.key"), "--until", "1d", "--reason", "x").Error,
            Does.Contain("is for an environment"));
        (int code, _, string error) = Run("approve", Shop, "--store", At("store"), "--key", At("alice.pub"), "--environment", "production", "--until", "1d",
            "--reason", "x");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("public key"));
    }

    [Test]
    public void Production_takes_approvals_on_a_clean_verdict_of_its_policy()
    {
        File.WriteAllText(At("own.yaml"), "kind: Policy\nprofile: none\n");
        (int code, string output, string error) =
            Run("image", Shop, "--policy", At("own.yaml"), "--attest", At("bob.key"), "--attest-output", At("verdict.json"));
        Assert.That(code, Is.Zero, output + error);
        VerdictStatement verdict = VerdictStatement.Find(File.ReadAllBytes(At("verdict.json")))!;
        Assert.That(verdict.IsClean && verdict.Inputs.Count == 1);

        WritePolicy($"  cleanVerdict: true\n  verdictPolicy: {verdict.Policy}\n");
        Approve("alice");
        Assert.That(Scan(out string denied), Is.EqualTo(1));
        Assert.That(denied, Does.Contain("was not given on a clean verdict"));
        Assert.That(Approve("alice", null, "--findings", At("verdict.json")).Code, Is.Zero);
        Assert.That(Scan(out string accepted), Is.Zero, accepted);
    }

    [Test]
    public void Verdict_about_something_else_is_no_ground()
    {
        File.WriteAllText(At("pod.yaml"), "kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec: {containers: []}\n");
        File.WriteAllText(At("own.yaml"), "kind: Policy\nprofile: none\n");
        Run("scan", At("pod.yaml"), "--policy", At("own.yaml"), "--attest", At("bob.key"), "--attest-output", At("verdict.json"));
        Assert.That(File.Exists(At("verdict.json")));
        (int code, _, string error) = Approve("alice", null, "--findings", At("verdict.json"));
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("is about something else"));
    }

    [Test]
    public void Verdict_names_the_file_the_policy_and_what_came_of_it()
    {
        File.WriteAllText(At("pod.yaml"),
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a, securityContext: {privileged: true}}]}\n");
        File.WriteAllText(At("own.yaml"), "kind: Policy\nmetadata: {name: own}\nprofile: baseline\n");
        (int code, string output, string error) =
            Run("scan", At("pod.yaml"), "--policy", At("own.yaml"), "--attest", At("bob.key"), "--attest-output", At("verdict.json"));
        Assert.That(code, Is.EqualTo(1), output + error);
        using JsonDocument envelope = JsonDocument.Parse(File.ReadAllBytes(At("verdict.json")));
        using JsonDocument statement = JsonDocument.Parse(Convert.FromBase64String(envelope.RootElement.GetProperty("payload").GetString()!));
        JsonElement predicate = statement.RootElement.GetProperty("predicate");
        string digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(At("pod.yaml"))));
        string policy = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(At("own.yaml"))));
        Assert.Multiple(() =>
        {
            Assert.That(statement.RootElement.GetProperty("predicateType").GetString(), Is.EqualTo("https://containersecurity.io/verdict/v1"));
            Assert.That(statement.RootElement.GetProperty("subject")[0].GetProperty("digest").GetProperty("sha256").GetString(), Is.EqualTo(digest));
            Assert.That(predicate.GetProperty("policy").GetProperty("digest").GetString(), Is.EqualTo($"sha256:{policy}"));
            Assert.That(predicate.GetProperty("verdict").GetString(), Is.EqualTo("fail"));
            Assert.That(predicate.GetProperty("denied").GetInt32(), Is.GreaterThan(0));
        });
    }

    [TestCase("--rule", "CSEC2001")]
    [TestCase("--profile", "none")]
    [TestCase("--fail-on", "never")]
    [TestCase("--allow-not-evaluated", null)]
    public void Verdict_by_part_of_a_policy_is_not_attested(string option, string? value)
    {
        string[] more = value is null ? [option] : [option, value];
        (int code, _, string error) = Run(["image", Shop, "--policy", At("policy.yaml"), "--attest", At("bob.key"), "--attest-output", At("verdict.json"),
            .. more]);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("of the whole policy alone"));
        Assert.That(File.Exists(At("verdict.json")), Is.False);
    }

    [Test]
    public async Task Image_of_a_registry_is_approved_beside_it_signed_attested_and_judged_by_a_policy_of_the_registry()
    {
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        string image = $"{registry.Address}/csec/shop:1";
        ShellCommand.Run($"skopeo copy -q --dest-tls-verify=false oci:{layout.Path}:shop docker://{image}", folder);
        File.WriteAllText(At("policy.yaml"), """
            kind: Policy
            metadata: {name: shop}
            profile: none
            approvals:
              stores: registry
              environment: production
              approvers: [{name: alice, keys: alice.pub}]
            trust:
            - images: ["*"]
              keys: [bob.pub]
              attestations:
              - {type: "https://containersecurity.io/verdict/v1", maxAge: 1d, expression: predicate.verdict == 'pass'}
            """);
        (int code, string output, string error) =
            Run("policy", "push", At("policy.yaml"), $"oci://{registry.Address}/csec/policy:1", "--key", At("bob.key"), "--plain-http");
        Assert.That(code, Is.Zero, error);
        string pulled = output.Trim();
        Assert.That(pulled, Does.StartWith($"oci://{registry.Address}/csec/policy@sha256:"));

        string[] scan = ["image", image, "--plain-http", "--policy", pulled, "--policy-plain-http", "--policy-key", At("bob.pub")];
        (code, output, error) = Run(scan);
        Assert.That(code, Is.EqualTo(1), output + error);
        Assert.That(output, Does.Contain("CSEC1010").And.Contain("CSEC1011"));

        foreach (string form in (string[])["bundle", "referrer", "tag"])
            Assert.That(Run("image", "sign", image, "--plain-http", "--key", At("bob.key"), "--form", form).Error, Is.Empty);
        File.WriteAllText(At("predicate.json"), "{\"a\": 1}");
        Assert.That(Run("image", "attest", image, "--plain-http", "--key", At("bob.key"), "--predicate", At("predicate.json"), "--type",
            "https://example.com/a/v1").Error, Is.Empty);
        File.WriteAllText(At("own.yaml"), "kind: Policy\nprofile: none\n");
        Assert.That(Run("image", image, "--plain-http", "--policy", At("own.yaml"), "--attest", At("bob.key"), "--attest-output", At("verdict.json")).Error,
            Is.Empty);
        Assert.That(Run("image", "attest", image, "--plain-http", "--key", At("bob.key"), "--predicate", At("verdict.json"), "--type", "verdict").Error,
            Is.Empty);
        Assert.That(Run("approve", image, "--plain-http", "--store", "registry", "--key", At("alice.key"), "--environment", "production", "--until", "30d",
            "--reason", "release 1").Error, Is.Empty);
        (code, output, error) = Run(scan);
        Assert.That(code, Is.Zero, output + error);

        Assert.That(Run("image", image, "--plain-http", "--policy", $"oci://{registry.Address}/csec/policy:1", "--policy-plain-http").Error,
            Does.Contain("a tag can be moved"));
        (code, _, error) = Run("image", image, "--plain-http", "--policy", $"oci://{registry.Address}/csec/policy:1", "--policy-plain-http", "--policy-key",
            At("bob.pub"));
        Assert.That((code, error), Is.EqualTo((0, error)), error);
        Assert.That(error, Does.Contain("is sha256:"));
        (code, _, error) = Run("image", image, "--plain-http", "--policy", pulled, "--policy-plain-http", "--policy-key", At("alice.pub"));
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("is not signed by the key that is named"));
    }

    private string Shop => $"{layout.Path}:shop";

    private string At(string name) => Path.Combine(folder, name);

    private void WritePolicy(string more, string store = "store") => File.WriteAllText(At("policy.yaml"), $$"""
        kind: Policy
        metadata: {name: shop}
        profile: none
        approvals:
          stores: ["{{store}}"]
          environment: production
          approvers:
          - {name: alice, keys: alice.pub}
          - {name: bob, keys: [bob.pub]}

        """ + more);

    private (int Code, string Output, string Error) Approve(string who, string? store = null, params string[] more) =>
        Run(["approve", Shop, "--store", store
            ?? At("store"), "--key", At($"{who}.key"), "--environment", "production", "--until", "30d", "--reason", "release 1", .. more]);

    private int Scan(out string output)
    {
        (int code, output, string error) = Run("image", Shop, "--policy", At("policy.yaml"));
        output += error;
        return code;
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = CommandLine.Run(args, TextReader.Null, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
