using System.Text;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.SupplyChain.Tests.Vex;

/// <summary>Statements are read in three forms, and what does not count settles nothing and is said.</summary>
public class VexReaderTests
{
    [Test]
    public void OpenVEX_statement_is_read_with_product_status_and_reason()
    {
        VexReading reading = Read("""
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "urn:doc", "author": "us", "timestamp": "2024-01-02T03:04:05Z", "version": 1,
             "statements": [{"vulnerability": {"name": "CVE-2024-1", "aliases": ["GHSA-1"]},
               "products": [{"@id": "pkg:oci/web@sha256:aa", "subcomponents": [{"@id": "pkg:deb/debian/curl@1"}]}],
               "status": "not_affected", "justification": "component_not_present"}]}
            """);
        VexStatement statement = reading.Statements.Single();

        Assert.Multiple(() =>
        {
            Assert.That(reading.Errors, Is.Empty);
            Assert.That(statement.Vulnerability, Is.EqualTo("CVE-2024-1"));
            Assert.That(statement.Aliases, Is.EqualTo(new[] { "GHSA-1" }));
            Assert.That(statement.Status, Is.EqualTo(VexStatus.NotAffected));
            Assert.That(statement.Time, Is.EqualTo(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero)));
            Assert.That(statement.Author, Is.EqualTo("us"));
            Assert.That(statement.Products.Single().Subcomponents.Single().Name, Is.EqualTo("curl"));
        });
    }

    [TestCase("\"status\": \"not_affected\"", "needs a 'justification' or an 'impact_statement'")]
    [TestCase("\"status\": \"perhaps\"", "no status of OpenVEX")]
    [TestCase("\"justification\": \"component_not_present\"", "no status of OpenVEX")]
    public void OpenVEX_statement_that_does_not_count_is_told(string said, string problem)
    {
        VexReading reading = Read($$"""
            {"@context": "https://openvex.dev/ns/v0.2.0", "statements": [
              {"vulnerability": {"name": "CVE-1"}, "products": [{"@id": "pkg:npm/a"}], {{said}}},
              {"vulnerability": {"name": "CVE-2"}, "products": [{"@id": "pkg:npm/a"}], "status": "fixed"}]}
            """);

        Assert.That(reading.Errors.Single().Message, Does.Contain(problem));
        Assert.That(reading.Errors.Single().Span.Line, Is.EqualTo(2));
        Assert.That(reading.Statements.Single().Vulnerability, Is.EqualTo("CVE-2"));
    }

    [Test]
    public void Product_whose_parts_have_no_names_speaks_of_nothing_and_not_of_the_whole()
    {
        VexReading reading = Read("""
            {"@context": "https://openvex.dev/ns/v0.2.0", "statements": [{"vulnerability": {"name": "CVE-1"}, "status": "fixed",
              "products": [{"@id": "pkg:oci/web", "subcomponents": [{"@id": "some part"}]}]}]}
            """);

        Assert.That(reading.Statements.Single().Products, Is.Empty);
        Assert.That(reading.Errors.Select(e => e.Message), Has.Some.Contains("no package URLs").And.Some.Contains("speaks of nothing"));
    }

    [Test]
    public void CycloneDX_analysis_is_read_with_components_links_and_versions()
    {
        VexReading reading = Read("""
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"timestamp": "2024-01-02T03:04:05Z"},
             "components": [{"bom-ref": "c1", "purl": "pkg:npm/inner@1.0.0"}],
             "vulnerabilities": [
              {"id": "CVE-1", "analysis": {"state": "not_affected", "justification": "code_not_reachable"}, "affects": [{"ref": "c1"}]},
              {"id": "CVE-2", "analysis": {"state": "resolved", "lastUpdated": "2024-02-01T00:00:00Z"},
               "affects": [{"ref": "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Anpm%2Fouter"}]},
              {"id": "CVE-3", "analysis": {"state": "not_affected"}, "affects": [{"ref": "pkg:npm/v",
               "versions": [{"version": "1.0.0", "status": "unaffected"}, {"version": "2.0.0", "status": "affected"}, {"range": "vers:npm/<3", "status": "unaffected"}]}]},
              {"id": "CVE-4"}]}
            """);

        Assert.Multiple(() =>
        {
            Assert.That(reading.Statements.Select(s => $"{s.Vulnerability} {s.Status} {s.Products.Single().Url}"),
                Is.EqualTo(new[] { "CVE-1 NotAffected pkg:npm/inner@1.0.0", "CVE-2 Fixed pkg:npm/outer", "CVE-3 NotAffected pkg:npm/v@1.0.0" }));
            Assert.That(reading.Statements[1].Time, Is.EqualTo(new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero)));
            Assert.That(reading.Errors.Single().Message, Does.Contain("range of versions"));
        });
    }

    [Test]
    public void CSAF_status_is_read_by_helper_and_relationship_and_needs_a_reason()
    {
        VexReading reading = Read("""
            {"document": {"csaf_version": "2.0", "publisher": {"name": "vendor"}, "tracking": {"current_release_date": "2024-01-02T03:04:05Z"}},
             "product_tree": {"branches": [{"branches": [
               {"product": {"product_id": "os", "product_identification_helper": {"purl": "pkg:oci/base"}}},
               {"product": {"product_id": "curl", "product_identification_helper": {"purl": "pkg:rpm/vendor/curl@7-1?arch=x86_64"}}},
               {"product": {"product_id": "bare"}}]}],
              "relationships": [{"category": "default_component_of", "full_product_name": {"product_id": "os:curl"}, "product_reference": "curl", "relates_to_product_reference": "os"}]},
             "vulnerabilities": [{"cve": "CVE-1", "product_status": {"known_not_affected": ["os:curl", "curl"], "fixed": ["bare", "absent"]},
               "flags": [{"label": "component_not_present", "product_ids": ["os:curl"]}]}]}
            """);
        VexStatement statement = reading.Statements.Single();

        Assert.Multiple(() =>
        {
            Assert.That(statement.Products.Single().Url!.ToString(), Is.EqualTo("pkg:oci/base"));
            Assert.That(statement.Products.Single().Subcomponents.Single().Name, Is.EqualTo("curl"));
            Assert.That(statement.Author, Is.EqualTo("vendor"));
            Assert.That(reading.Errors.Select(e => e.Message), Has.Exactly(1).Contains("neither a flag nor a threat").And.Exactly(1).Contains("'bare'")
                .And.Exactly(1).Contains("no product 'absent'"));
        });
    }

    [TestCase("{\"a\": ", 1)]
    [TestCase("{}", 1)]
    [TestCase("[]", 1)]
    [TestCase("", 1)]
    public void What_is_no_document_is_an_error_with_its_place(string text, int line)
    {
        VexReading reading = Read(text);

        Assert.That(reading.Statements, Is.Empty);
        Assert.That(reading.Errors, Is.Not.Empty);
        Assert.That(reading.Errors[0].Span.Line, Is.EqualTo(line));
    }

    [Test]
    public void Written_statements_are_read_as_they_were()
    {
        VexStatement[] statements =
        [
            new("CVE-1", VexStatus.NotAffected, [new VexProduct(Url("pkg:oci/web@sha256%3Aaa"),
                "sha256:" + new string('a', 64)) { Subcomponents = [Url("pkg:deb/debian/curl@7.88.1-10?arch=amd64")] }])
            {
                Aliases = ["GHSA-1"], Justification = "component_not_present", Time = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero),
            },
            new("CVE-2", VexStatus.Affected, [new VexProduct(Url("pkg:npm/a@1"), null)]) { Explanation = "Update.",
                Time = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero) },
        ];
        using var written = new MemoryStream();
        VexWriter.Write(written, statements, new Uri("urn:doc"), "us", DateTimeOffset.UnixEpoch);

        VexReading reading = VexReader.Read(written.ToArray(), "vex.json");

        Assert.That(reading.Errors, Is.Empty);
        Assert.That(reading.Statements.Select(Shown), Is.EqualTo(statements.Select(Shown)));
    }

    [Test]
    public void Statement_without_a_reason_is_not_written() =>
        Assert.That(() => VexWriter.Write(Stream.Null, [new VexStatement("CVE-1", VexStatus.NotAffected, [new VexProduct(Url("pkg:npm/a"), null)])],
            new Uri("urn:doc"), "us", default), Throws.ArgumentException.With.Message.Contains("CVE-1"));

    private static string Shown(VexStatement s) =>
        $"{s.Vulnerability} {string.Join(',', s.Aliases)} {s.Status} {s.Justification} {s.Explanation} {s.Time} {string.Join(';', s.Products.Select(p => $"{p.Url} {p.Digest} {string.Join(',', p.Subcomponents)}"))}";

    private static PackageUrl Url(string text) => PackageUrl.Parse(text);

    private static VexReading Read(string text) => VexReader.Read(Encoding.UTF8.GetBytes(text), "vex.json");

    [TestCase(50, true)]
    [TestCase(100, false)]
    public void Component_nested_deeper_than_the_bound_is_not_known(int depth, bool isKnown)
    {
        string inner = """{"type":"library","name":"a","bom-ref":"deep","purl":"pkg:npm/a@1.0.0"}""";
        for (int i = 0; i < depth; i++)
            inner = $$"""{"type":"library","name":"b","components":[{{inner}}]}""";
        string bill = $$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{inner}}],
             "vulnerabilities":[{"id":"CVE-2024-0001","analysis":{"state":"not_affected","justification":"code_not_present"},"affects":[{"ref":"deep"}]}]}
            """;

        VexReading reading = VexReader.Read(System.Text.Encoding.UTF8.GetBytes(bill), "bill.json");

        Assert.That(reading.Statements.Any(s => s.Products.Count > 0), Is.EqualTo(isKnown));
        Assert.That(reading.Errors.Count > 0, Is.EqualTo(!isKnown));
    }

    [TestCase(60, true)]
    [TestCase(70, false)]
    public void Branches_of_products_deeper_than_the_bound_are_said(int depth, bool isKnown)
    {
        string branch = """{"category":"product_version","name":"1","product":{"product_id":"P","name":"a","product_identification_helper":{"purl":"pkg:npm/a@1.0.0"}}}""";
        for (int i = 0; i < depth; i++)
            branch = $$$"""{"category":"vendor","name":"v","branches":[{{{branch}}}]}""";
        string document = $$$"""
            {"document":{"category":"csaf_vex","csaf_version":"2.0","title":"t","tracking":{"current_release_date":"2024-01-01T00:00:00Z","id":"1"}},
             "product_tree":{"branches":[{{{branch}}}]},
             "vulnerabilities":[{"cve":"CVE-2024-0001","product_status":{"known_not_affected":["P"]},"flags":[{"label":"component_not_present","product_ids":["P"]}]}]}
            """;

        VexReading reading = VexReader.Read(System.Text.Encoding.UTF8.GetBytes(document), "vex.json");

        Assert.That(reading.Statements.Any(s => s.Products.Count > 0), Is.EqualTo(isKnown));
        Assert.That(reading.Errors.Count > 0, Is.EqualTo(!isKnown));
    }
}
