using System.Text;
using ContainerSecurity.SupplyChain.Signatures.Attestations;
using ContainerSecurity.SupplyChain.Signatures.Dsse;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Attestations;

/// <summary>Attestations are asked by expressions; what they do not say is not satisfied.</summary>
public class AttestationCheckTests
{
    private const string Builder = "https://github.com/actions/runner";
    private const string Repository = "https://git.example/shop/web";
    private const string Slsa = "https://slsa.dev/provenance/v1";

    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [TestCase("predicate.count > 2", true)]
    [TestCase("predicate.count > 3", false)]
    [TestCase("predicate.absent == 1", false)]
    [TestCase("predicate.count == 'three'", false)]
    [TestCase("subject.exists(s, s.name == 'web' && s.digest.sha256.startsWith('aa'))", true)]
    [TestCase("now == timestamp('2026-03-04T05:06:07Z')", true)]
    [TestCase("predicateType == 'https://example.com/p'", true)]
    [TestCase("predicate.count", false)]
    public void Expression_decides_and_what_it_cannot_find_is_not_satisfied(string expression, bool isSatisfied)
    {
        AttestationResult result = new AttestationCheck("a check", ["https://example.com/p"], expression)
            .Evaluate(Statement("https://example.com/p", """{"count":3}"""), Now);

        Assert.That(result.IsSatisfied, Is.EqualTo(isSatisfied), result.Reason);
        Assert.That(result.Reason, isSatisfied ? Is.Null : Does.StartWith("'a check': "));
    }

    [TestCase("predicate.count >", "line 1, column")]
    [TestCase("nobody == 1", "nobody")]
    [TestCase("'text'", "true or false is expected")]
    public void Wrong_expression_is_refused_at_once(string expression, string message) => Assert.That(
        () => new AttestationCheck("a check", ["p"], expression), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void Check_without_a_type_is_refused() =>
        Assert.That(() => new AttestationCheck("a check", [], "true"), Throws.ArgumentException);

    /// <summary>Another type of attestation never counts (CVE-2022-35930).</summary>
    [TestCase("https://example.com/p", true)]
    [TestCase("https://example.com/p/v2", true)]
    [TestCase("https://example.com/pq", false)]
    [TestCase("https://example.com/P", false)]
    public void Attestation_of_another_type_is_not_asked(string type, bool isAsked) => Assert.That(
        new AttestationCheck("a check", ["https://example.com/p"], "true").Evaluate(Statement(type, "{}"), Now).IsSatisfied, Is.EqualTo(isAsked));

    [Test]
    public void Expensive_expression_is_not_satisfied()
    {
        string numbers = string.Join(',', Enumerable.Range(0, 2000));
        AttestationResult result = new AttestationCheck("a check", ["p"], "predicate.n.all(a, predicate.n.all(b, a == a && b == b))")
            .Evaluate(Statement("p", $$"""{"n":[{{numbers}}]}"""), Now);

        Assert.That(result.IsSatisfied, Is.False);
    }

    [TestCase(Builder, Repository, "refs/heads/main", true)]
    [TestCase(Builder, null, null, true)]
    [TestCase(Builder, Repository, null, true)]
    [TestCase("https://other.example", null, null, false)]
    [TestCase(Builder, "https://git.example/shop/we", null, false)]
    [TestCase(Builder, Repository, "refs/heads/other", false)]
    public void Provenance_says_builder_source_and_ref(string builder, string? repository, string? reference, bool isSatisfied)
    {
        const string workflow = $$$"""
            {"buildDefinition":{"externalParameters":{"workflow":{"repository":"{{{Repository}}}","ref":"refs/heads/main"} } },
             "runDetails":{"builder":{"id":"{{{Builder}}}"} } }
            """;
        const string resolved = $$$"""
            {"buildDefinition":{"externalParameters":{},"resolvedDependencies":[{"uri":"git+{{{Repository}}}@refs/heads/main"},
             {"uri":"git+https://git.example/shop/we@refs/heads/other"}]},"runDetails":{"builder":{"id":"{{{Builder}}}"} } }
            """;
        const string old = $$$"""
            {"builder":{"id":"{{{Builder}}}"},"invocation":{"configSource":{"uri":"git+{{{Repository}}}@refs/heads/main"} } }
            """;
        AttestationCheck check = AttestationChecks.Provenance(builder, repository, reference);

        Assert.That(check.Evaluate(Statement(Slsa, workflow), Now).IsSatisfied, Is.EqualTo(isSatisfied), "workflow");
        Assert.That(check.Evaluate(Statement(Slsa, resolved), Now).IsSatisfied, Is.EqualTo(isSatisfied), "resolved");
        Assert.That(check.Evaluate(Statement("https://slsa.dev/provenance/v0.2", old), Now).IsSatisfied, Is.EqualTo(isSatisfied), "v0.2");
    }

    [Test]
    public void Text_in_a_preset_is_no_expression()
    {
        AttestationCheck check = AttestationChecks.Provenance("x\" || true || \"");

        Assert.That(check.Evaluate(Statement(Slsa, """{"runDetails":{"builder":{"id":"y"}}}"""), Now).IsSatisfied, Is.False);
    }

    [TestCase("2026-03-03T05:06:07Z", true)]
    [TestCase("2026-02-25T05:06:07Z", true)]
    [TestCase("2026-02-25T05:06:06Z", false)]
    [TestCase("2026-03-04T05:12:00Z", false)]
    [TestCase("yesterday", false)]
    public void Scan_is_not_older_than_its_age_and_not_from_the_future(string finished, bool isSatisfied) => Assert.That(
        AttestationChecks.VulnerabilityScan(TimeSpan.FromDays(7)).Evaluate(
            Statement(
                "https://cosign.sigstore.dev/attestation/vuln/v1",
                $$$"""{"scanner":{},"metadata":{"scanStartedOn":"2026-03-03T00:00:00Z","scanFinishedOn":"{{{finished}}}"}}"""),
            Now).IsSatisfied,
        Is.EqualTo(isSatisfied));

    [TestCase("https://spdx.dev/Document", """{"spdxVersion":"SPDX-2.3"}""", true)]
    [TestCase("https://cyclonedx.org/bom/v1.6", """{"bomFormat":"CycloneDX"}""", true)]
    [TestCase("https://cyclonedx.org/bom", "{}", false)]
    [TestCase(Slsa, """{"x":1}""", false)]
    public void Bill_of_materials_is_there(string type, string predicate, bool isSatisfied) =>
        Assert.That(AttestationChecks.BillOfMaterials().Evaluate(Statement(type, predicate), Now).IsSatisfied, Is.EqualTo(isSatisfied));

    private static InTotoStatement Statement(string type, string predicate) => InTotoStatement.Read(Encoding.UTF8.GetBytes(
        $$$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"web","digest":{"sha256":"{{{new string('a', 64)}}}"}}],"predicateType":"{{{type}}}","predicate":{{{predicate}}}}"""));
}
