using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Tests.Policies.Trust;

[TestFixture]
public class TrustReaderTests
{
    private const string Good = """
        kind: Policy
        trust:
        - images: [registry.example.com/shop/*]
          keys:
          - keys/release.pub
          - {pem: "-----BEGIN PUBLIC KEY-----"}
          - file: /etc/keys/other.pub
          identities:
          - {subject: https://ci.example.com/shop, issuer: https://issuer.example.com}
          - {subjectPattern: "https://ci.example.com/.*", issuerPattern: "https://issuer.example.(com|org)"}
          trustedRoot: root.json
          notary: notation
          threshold: 2
          attestations:
          - {type: "https://slsa.dev/provenance/v1", expression: "predicate.buildDefinition.buildType == 'x'", maxAge: 36h}
          onUnreachable: deny
        """;

    private static PolicyReadResult Read(string text, string path = "policies/shop.yaml") =>
        new PolicyReader(readFile: p => p == path ? text : throw new FileNotFoundException(p)).Load(path);

    [Test]
    public void Everything_that_a_policy_says_of_trust_is_read()
    {
        PolicyReadResult read = Read(Good);
        Assert.That(read.Errors, Is.Empty);
        ImageTrustRequirement asked = read.Policy.Trust.Requirements.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.Keys.Select(k => k.File), Is.EqualTo(new[] { Path.Combine("policies", "keys/release.pub"), null, "/etc/keys/other.pub" }),
                "Paths are relative to the policy file.");
            Assert.That(asked.Keys[1].Pem, Does.StartWith("-----BEGIN"));
            Assert.That(asked.Identities, Is.EqualTo(new[]
            {
                new RequiredIdentity("https://ci.example.com/shop", "https://issuer.example.com"),
                new RequiredIdentity("https://ci.example.com/.*", "https://issuer.example.(com|org)", true, true),
            }));
            Assert.That((asked.TrustedRoot, asked.Notary), Is.EqualTo((Path.Combine("policies", "root.json"), Path.Combine("policies", "notation"))));
            Assert.That((asked.Threshold, asked.OnUnreachable), Is.EqualTo((2, UnreachableRegistry.Deny)));
            Assert.That(asked.Attestations.Single().MaxAge, Is.EqualTo(TimeSpan.FromHours(36)));
            Assert.That(asked.Keys[0].Location!.Span.Line, Is.EqualTo(5));
        }
    }

    [TestCase("images: [registry.example.com/shop/*]", "images: []", "names no images", 3)]
    [TestCase("- {pem: \"-----BEGIN PUBLIC KEY-----\"}", "- {pem: a, file: b}", "either 'file' or 'pem'", 6)]
    [TestCase("- {pem: \"-----BEGIN PUBLIC KEY-----\"}", "- {path: a}", "There is no key 'path' here", 6)]
    [TestCase("threshold: 2", "threshold: 7", "from 1 to 6", 14)]
    [TestCase("threshold: 2", "threshold: 0", "from 1 to 6", 14)]
    [TestCase("{subject: https://ci.example.com/shop, issuer: https://issuer.example.com}", "{subject: https://ci.example.com/shop}",
        "either 'issuer' or 'issuerPattern'", 9)]
    [TestCase("\"https://ci.example.com/.*\"", "\"https://ci.example.com/(\"", "The pattern cannot be read", 10)]
    [TestCase("trustedRoot: root.json", "", "add 'trustedRoot", 3)]
    [TestCase("predicate.buildDefinition.buildType == 'x'", "predicate.", "The expression cannot be used", 14)]
    [TestCase("predicate.buildDefinition.buildType == 'x'", "'a' + 'b'", "The expression cannot be used", 15)]
    [TestCase("maxAge: 36h", "maxAge: soon", "'soon' is no duration", 15)]
    [TestCase("type: \"https://slsa.dev/provenance/v1\", ", "", "needs 'type'", 15)]
    [TestCase("onUnreachable: deny", "onUnreachable: pass", "'pass' is none of not-evaluated, deny, allow", 16)]
    [TestCase("notary: notation", "notry: notation", "There is no key 'notry' here", 12)]
    public void What_is_wrong_is_told_with_its_place(string part, string wrong, string message, int line)
    {
        Assert.That(Good.IndexOf(part, StringComparison.Ordinal), Is.Not.Negative);
        DocumentError[] errors = [.. Read(Good.Replace(part, wrong, StringComparison.Ordinal)).Errors];
        Assert.That(errors.Select(e => e.Message), Has.Some.Contains(message));
        Assert.That(errors.First(e => e.Message.Contains(message, StringComparison.Ordinal)).Span.Line, Is.InRange(line - 1, line + 1));
    }

    [Test]
    public void A_requirement_that_trusts_nobody_is_an_error() =>
        Assert.That(Read("kind: Policy\ntrust:\n- images: ['*']\n").Errors.Single().Message, Does.Contain("trusts nobody"));

    [Test]
    public void A_pattern_that_is_too_long_is_an_error()
    {
        string text = $"kind: Policy\ntrust:\n- images: ['*']\n  trustedRoot: r\n  identities: [{{subjectPattern: {new string('a', 1025)}, issuer: b}}]\n";
        Assert.That(Read(text).Errors.Select(e => e.Message), Has.Some.Contains("1024 characters"));
    }

    [Test]
    public void Keys_that_are_no_list_are_an_error() =>
        Assert.That(Read("kind: Policy\ntrust:\n- images: ['*']\n  notary: n\n  keys: release.pub\n").Errors.Single().Message, Does.Contain("must be a list"));

    [Test]
    public void Attestations_need_somebody_who_attests() =>
        Assert.That(Read("kind: Policy\ntrust:\n- images: ['*']\n  notary: n\n  attestations: [{type: a}]\n").Errors.Single().Message,
            Does.Contain("attest nothing"));

    [Test]
    public void What_a_policy_asks_stands_beside_what_it_extends()
    {
        string other = "kind: Policy\ntrust:\n- {images: ['*'], keys: [base.pub]}\n";
        PolicyReadResult read = new PolicyReader(readFile: p => p.EndsWith("base.yaml", StringComparison.Ordinal)
            ? other
            : Good + "\nextends: ../base/base.yaml\n").Load("policies/shop.yaml");
        Assert.That(read.Errors, Is.Empty);
        Assert.That(read.Policy.Trust.For(Parse("registry.example.com/shop/web:1")), Has.Count.EqualTo(2));
        Assert.That(read.Policy.Trust.Requirements[0].Keys[0].File, Does.EndWith(Path.Combine("base", "base.pub")));
        Assert.That(read.Policy.Trust.For(Parse("registry.example.com/other/web:1")), Has.Count.EqualTo(1));
    }

    private static ImageReference Parse(string text)
    {
        ImageReference.TryParse(text, out ImageReference? reference);
        return reference!;
    }
}
