using System.Text;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Reading;

/// <summary>CSAF 2.0, as Red Hat and SUSE publish it.</summary>
public sealed class CsafReaderTests
{
    private const string RedHatTree = """
        {"branches": [{"category": "vendor", "name": "Red Hat", "branches": [
          {"category": "product_family", "name": "Red Hat Enterprise Linux", "branches": [
            {"category": "product_name", "name": "Red Hat Enterprise Linux BaseOS (v. 8)", "product":
              {"name": "Red Hat Enterprise Linux BaseOS (v. 8)", "product_id": "BaseOS-8", "product_identification_helper": {"cpe": "cpe:/o:redhat:enterprise_linux:8::baseos"}}},
            {"category": "product_name", "name": "EUS 8.6", "product":
              {"name": "EUS 8.6", "product_id": "BaseOS-8.6.EUS", "product_identification_helper": {"cpe": "cpe:/o:redhat:rhel_eus:8.6::baseos"}}},
            {"category": "product_name", "name": "RHEL 7", "product":
              {"name": "RHEL 7", "product_id": "rhel-7", "product_identification_helper": {"cpe": "cpe:/o:redhat:enterprise_linux:7"}}}]},
          {"category": "architecture", "name": "x86_64", "branches": [
            {"category": "product_version", "name": "openssl-libs-1:1.1.1k-9.el8_7.x86_64", "product": {"name": "openssl-libs-1:1.1.1k-9.el8_7.x86_64",
              "product_id": "openssl-libs-1:1.1.1k-9.el8_7.x86_64", "product_identification_helper": {"purl": "pkg:rpm/redhat/openssl-libs@1.1.1k-9.el8_7?arch=x86_64&epoch=1"}}},
            {"category": "product_version", "name": "nodejs:18:8090020231019152822:a75119d5", "product": {"name": "nodejs:18:8090020231019152822:a75119d5",
              "product_id": "nodejs:18:8090", "product_identification_helper": {"purl": "pkg:rpmmod/redhat/nodejs@18:8090020231019152822:a75119d5"}}},
            {"category": "product_version", "name": "nodejs-1:18.18.2-2.module+el8.9.0.x86_64", "product": {"name": "nodejs-1:18.18.2-2.module+el8.9.0.x86_64",
              "product_id": "nodejs-1:18.18.2-2.x86_64", "product_identification_helper": {"purl": "pkg:rpm/redhat/nodejs@18.18.2-2.module%2Bel8.9.0?arch=x86_64&epoch=1"}}},
            {"category": "product_version", "name": "openssl", "product": {"name": "openssl", "product_id": "openssl", "product_identification_helper": {"purl": "pkg:rpm/redhat/openssl?arch=src"}}},
            {"category": "product_version", "name": "npm", "product": {"name": "npm", "product_id": "npm-q", "product_identification_helper": {"purl": "pkg:rpm/redhat/npm@8-1?arch=x86_64&rpmmod=nodejs:16:1:abc"}}}]}]}],
         "relationships": [
          {"category": "default_component_of", "full_product_name": {"name": "a", "product_id": "BaseOS-8:openssl-libs"}, "product_reference": "openssl-libs-1:1.1.1k-9.el8_7.x86_64", "relates_to_product_reference": "BaseOS-8"},
          {"category": "default_component_of", "full_product_name": {"name": "b", "product_id": "EUS:openssl-libs"}, "product_reference": "openssl-libs-1:1.1.1k-9.el8_7.x86_64", "relates_to_product_reference": "BaseOS-8.6.EUS"},
          {"category": "default_component_of", "full_product_name": {"name": "c", "product_id": "BaseOS-8:nodejs:18"}, "product_reference": "nodejs:18:8090", "relates_to_product_reference": "BaseOS-8"},
          {"category": "default_component_of", "full_product_name": {"name": "d", "product_id": "BaseOS-8:nodejs:18:nodejs"}, "product_reference": "nodejs-1:18.18.2-2.x86_64", "relates_to_product_reference": "BaseOS-8:nodejs:18"},
          {"category": "default_component_of", "full_product_name": {"name": "e", "product_id": "rhel-7:openssl"}, "product_reference": "openssl", "relates_to_product_reference": "rhel-7"},
          {"category": "default_component_of", "full_product_name": {"name": "f", "product_id": "BaseOS-8:openssl"}, "product_reference": "openssl", "relates_to_product_reference": "BaseOS-8"},
          {"category": "default_component_of", "full_product_name": {"name": "g", "product_id": "BaseOS-8:npm"}, "product_reference": "npm-q", "relates_to_product_reference": "BaseOS-8"}]}
        """;

    private const string SuseTree = """
        {"branches": [{"category": "vendor", "name": "SUSE", "branches": [
          {"category": "product_version", "name": "curl-8.0.1-150400.5.41.1.x86_64", "product": {"name": "curl-8.0.1-150400.5.41.1.x86_64", "product_id": "curl-8.0.1-150400.5.41.1.x86_64"}},
          {"category": "product_version", "name": "curl", "product": {"name": "curl", "product_id": "curl"}},
          {"category": "product_name", "name": "x", "product": {"name": "SUSE Linux Enterprise Module for Basesystem 15 SP5", "product_id": "base", "product_identification_helper": {"cpe": "cpe:/o:suse:sle-module-basesystem:15:sp5"}}},
          {"category": "product_name", "name": "x", "product": {"name": "SUSE Linux Enterprise Server 15 SP3-LTSS", "product_id": "ltss"}},
          {"category": "product_name", "name": "x", "product": {"name": "openSUSE Leap 15.5", "product_id": "leap"}}]}],
         "relationships": [
          {"category": "default_component_of", "full_product_name": {"name": "a", "product_id": "base:curl"}, "product_reference": "curl-8.0.1-150400.5.41.1.x86_64", "relates_to_product_reference": "base"},
          {"category": "default_component_of", "full_product_name": {"name": "a", "product_id": "leap:curl"}, "product_reference": "curl-8.0.1-150400.5.41.1.x86_64", "relates_to_product_reference": "leap"},
          {"category": "default_component_of", "full_product_name": {"name": "a", "product_id": "ltss:curl"}, "product_reference": "curl", "relates_to_product_reference": "ltss"}]}
        """;

    private readonly List<AdvisoryNote> notes = [];

    [SetUp]
    public void Clear() => notes.Clear();

    [Test]
    public void A_product_is_resolved_through_its_relationship_to_package_version_and_release()
    {
        Advisory advisory = Read(RedHatTree, """{"cve": "CVE-1", "release_date": "2023-01-01T00:00:00Z", "product_status": {"fixed": ["BaseOS-8:openssl-libs"]}}""").Single();

        Assert.Multiple(() =>
        {
            Assert.That(notes, Is.Empty);
            Assert.That((advisory.Id, advisory.Source), Is.EqualTo(("CVE-1", "csaf")));
            Assert.That(advisory.Related, Is.EqualTo(new[] { "RHSA-2023:1" }), "an advisory of a vendor is no alias: it has many flaws");
            Assert.That(advisory.Modified, Is.EqualTo(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero)));
            Assert.That(Installed(advisory, "openssl-libs", "1:1.1.1k-7.el8", "8.7"), Is.EqualTo("1:1.1.1k-9.el8_7"));
            Assert.That(Installed(advisory, "openssl-libs", "1:1.1.1k-9.el8_7", "8.7"), Is.Null);
            Assert.That(Installed(advisory, "openssl-libs", "1:1.1.1k-7.el8", "9.1"), Is.Null, "another release");
        });
    }

    [Test]
    public void The_fix_of_a_stream_that_must_be_paid_for_is_not_that_of_the_release()
    {
        Advisory advisory = Read(RedHatTree, """{"cve": "CVE-1", "product_status": {"fixed": ["EUS:openssl-libs"]}}""").Single();

        Assert.That(advisory.Affected.Single().Ecosystem.ToString(), Is.EqualTo("Red Hat:rhel_eus:8.6"));
        Assert.That(Installed(advisory, "openssl-libs", "1:1.1.1k-7.el8", "8.6"), Is.Null);
    }

    [TestCase("BaseOS-8:nodejs:18:nodejs", "nodejs", "1:18.0.0-1", "nodejs:18", "nodejs:16")]
    [TestCase("BaseOS-8:npm", "npm", "7-1", "nodejs:16", "nodejs:18")]
    public void A_module_is_that_of_the_package_url_or_of_what_the_package_is_part_of(string product, string name, string version, string module, string other)
    {
        Advisory advisory = Read(RedHatTree, $$$"""{"cve": "CVE-1", "product_status": {"fixed": ["{{{product}}}"]}}""").Single();

        Assert.That(advisory.Affected.Single().Module, Is.EqualTo(module));
        Assert.That(Installed(advisory, name, version, "8.9", module), Is.Not.Null);
        Assert.That(Installed(advisory, name, version, "8.9", other), Is.Null);
        Assert.That(Installed(advisory, name, version, "8.9"), Is.Null, "of no module");
    }

    [Test]
    public void A_package_of_a_module_is_not_judged_by_what_is_said_of_the_one_of_no_module()
    {
        Advisory advisory = Read(RedHatTree, """{"cve": "CVE-1", "product_status": {"fixed": ["BaseOS-8:openssl-libs"]}}""").Single();

        Assert.That(Installed(advisory, "openssl-libs", "1:1.0-1", "8.7", "tls:1"), Is.Null);
        Assert.That(Installed(advisory, "openssl-libs", "1:1.0-1", "8.7"), Is.Not.Null);
    }

    [TestCase("known_affected", "", VulnerabilityStatus.Affected)]
    [TestCase("under_investigation", "", VulnerabilityStatus.UnderInvestigation)]
    [TestCase("known_affected", """, "remediations": [{"category": "no_fix_planned", "details": "Will not fix", "product_ids": ["rhel-7:openssl"]}]""", VulnerabilityStatus.WillNotFix)]
    [TestCase("known_affected", """, "remediations": [{"category": "no_fix_planned", "details": "Out of support scope", "product_ids": ["rhel-7:openssl"]}]""", VulnerabilityStatus.EndOfLife)]
    [TestCase("known_affected", """, "remediations": [{"category": "none_available", "details": "Fix deferred", "product_ids": ["rhel-7:openssl"]}]""", VulnerabilityStatus.FixDeferred)]
    [TestCase("known_affected", """, "remediations": [{"category": "no_fix_planned", "details": "Will not fix", "product_ids": ["BaseOS-8:openssl"]}]""", VulnerabilityStatus.Affected)]
    public void A_flaw_without_a_fix_affects_all_versions_with_what_is_done_about_it(string word, string more, VulnerabilityStatus status)
    {
        Advisory advisory = Read(RedHatTree, $$$"""{"cve": "CVE-1", "product_status": {"{{{word}}}": ["rhel-7:openssl"]}{{{more}}} }""").Single();
        VulnerabilityMatch match = Match(advisory, "openssl", "1:1.0.2k-25.el7", "7.9").Single();

        Assert.That((match.Status, match.FixedVersion), Is.EqualTo((status, (string?)null)));
    }

    [Test]
    public void What_is_known_not_to_be_affected_is_not()
    {
        Advisory advisory = Read(RedHatTree, """{"cve": "CVE-1", "product_status": {"known_not_affected": ["BaseOS-8:openssl"], "known_affected": ["rhel-7:openssl"]}}""").Single();

        Assert.That(Match(advisory, "openssl", "1-1", "8.7"), Is.Empty);
        Assert.That(Match(advisory, "openssl", "1-1", "7.9"), Has.Count.EqualTo(1));
        Assert.That(notes, Is.Empty);
    }

    [Test]
    public void The_word_of_the_vendor_comes_before_its_score_and_that_of_the_document_last()
    {
        const string Flaw = """{"cve": "CVE-1", "product_status": {"known_affected": ["rhel-7:openssl", "BaseOS-8:openssl"]}""";
        const string Score = """, "scores": [{"cvss_v3": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "baseScore": 9.8}, "products": ["rhel-7:openssl", "BaseOS-8:openssl"]}]""";
        const string Threat = """, "threats": [{"category": "impact", "details": "Low", "product_ids": ["rhel-7:openssl"]}, {"category": "exploit_status", "details": "critical"}]""";

        AdvisoryLevel Level(string flaw, string release) =>
            Match(Read(RedHatTree, flaw + "}").Single(), "openssl", "1-1", release).Single().Severities[0].Level;

        Assert.That(Level(Flaw + Score + Threat, "7.9"), Is.EqualTo(AdvisoryLevel.Low));
        Assert.That(Level(Flaw + Score + Threat, "8.7"), Is.EqualTo(AdvisoryLevel.Critical), "the threat is of another product");
        Assert.That(Level(Flaw, "8.7"), Is.EqualTo(AdvisoryLevel.High), "important, by the document");
    }

    [Test]
    public void The_fix_of_SUSE_is_what_is_recommended_for_the_modules_of_the_service_pack()
    {
        Advisory advisory = Read(SuseTree, """{"cve": "CVE-1", "product_status": {"recommended": ["base:curl", "leap:curl"], "known_affected": ["ltss:curl"]}}""").Single();
        PackageUrl url = PackageUrl.Parse("pkg:rpm/suse/curl@8.0.1-150400.5.36.1");
        InstalledPackage package = new(url, "Packages.db") { IsFromDistribution = true };
        AdvisoryMatcher matcher = new([advisory]);

        Assert.Multiple(() =>
        {
            Assert.That(notes, Is.Empty);
            Assert.That(matcher.Match(package, new("sles", "15.5")).Matches.Single().FixedVersion, Is.EqualTo("8.0.1-150400.5.41.1"));
            Assert.That(matcher.Match(package, new("opensuse-leap", "15.5")).Matches, Has.Count.EqualTo(1));
            Assert.That(matcher.Match(package, new("sles", "15.3")).Matches, Is.Empty, "LTSS is a stream of its own");
        });
    }

    [Test]
    public void Packages_of_languages_are_read_by_version_and_by_range()
    {
        const string Tree = """
            {"branches": [
              {"category": "product_version", "name": "1.2.3", "product": {"name": "a", "product_id": "a", "product_identification_helper": {"purl": "pkg:npm/left-pad@1.2.3"}}},
              {"category": "product_version_range", "name": "vers:npm/>=2.0.0|<2.1.0", "product": {"name": "b", "product_id": "b", "product_identification_helper": {"purl": "pkg:npm/left-pad"}}},
              {"category": "product_version", "name": "2.1.0", "product": {"name": "c", "product_id": "c", "product_identification_helper": {"purl": "pkg:npm/left-pad@2.1.0"}}}]}
            """;
        AdvisoryMatcher matcher = new(Read(Tree, """{"cve": "CVE-1", "product_status": {"known_affected": ["a", "b"], "fixed": ["c"]}}"""));

        string? Fix(string version) =>
            matcher.Match(new InstalledPackage(PackageUrl.Parse($"pkg:npm/left-pad@{version}"), "lock")).Matches.SingleOrDefault()?.FixedVersion;
        Assert.That(new[] { "1.2.2", "1.2.3", "1.2.4", "2.0.5", "2.1.0" }.Select(Fix), Is.EqualTo(new[] { null, "2.1.0", null, "2.1.0", null }));
    }

    [TestCase("""{"cve": "CVE-1", "product_status": {"fixed": ["absent"]}}""", "not in the tree")]
    [TestCase("""{"cve": "CVE-1", "product_status": {"fixed": ["BaseOS-8"]}}""", "None of the 1 products")]
    [TestCase("""{"product_status": {"fixed": ["BaseOS-8:openssl-libs"]}}""", "neither a 'cve'")]
    public void What_cannot_be_resolved_is_said(string flaw, string said)
    {
        Read(RedHatTree, flaw);

        Assert.That(notes.Select(n => n.Message), Has.Some.Contains(said));
    }

    [Test]
    public void A_circle_of_parts_ends_and_is_said()
    {
        const string Tree = """
            {"relationships": [
              {"full_product_name": {"product_id": "a"}, "product_reference": "b", "relates_to_product_reference": "b"},
              {"full_product_name": {"product_id": "b"}, "product_reference": "a", "relates_to_product_reference": "a"}]}
            """;

        Assert.That(Read(Tree, """{"cve": "CVE-1", "product_status": {"fixed": ["a"]}}""").Single().Affected, Is.Empty);
        Assert.That(notes.Single().Message, Does.Contain("not in the tree"));
    }

    [Test]
    public void Branches_deeper_than_the_bound_are_said()
    {
        string tree = """{"branches": [""" + string.Concat(Enumerable.Repeat("""{"branches": [""", 70)) + "{}" + string.Concat(Enumerable.Repeat("]}", 70)) + "]}";
        _ = new CsafReader(new AdvisoryReadOptions { MaxDepth = 256 }).Read(Document(tree, ""), "deep.json", notes);

        Assert.That(notes.Single().Message, Does.Contain("deeper than 64 branches"));
    }

    [Test]
    public void A_withdrawn_document_affects_nothing()
    {
        byte[] document = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Document(RedHatTree, """{"cve": "CVE-1", "product_status": {"known_affected": ["rhel-7:openssl"]}}"""))
            .Replace("csaf_security_advisory", "csaf_withdrawn", StringComparison.Ordinal));

        Assert.That(Match(new CsafReader().Read(document, "a.json", notes).Single(), "openssl", "1-1", "7.9"), Is.Empty);
    }

    private IReadOnlyList<Advisory> Read(string tree, string flaw) => new CsafReader().Read(Document(tree, flaw), "advisory.json", notes);

    private static byte[] Document(string tree, string flaw) => Encoding.UTF8.GetBytes($$$"""
        {"document": {"category": "csaf_security_advisory", "csaf_version": "2.0", "title": "An update", "aggregate_severity": {"text": "Important"},
          "publisher": {"name": "A vendor"}, "tracking": {"id": "RHSA-2023:1", "initial_release_date": "2023-01-01T00:00:00Z", "current_release_date": "2024-01-02T03:04:05Z"}},
         "product_tree": {{{tree}}}, "vulnerabilities": [{{{flaw}}}]}
        """);

    private static string? Installed(Advisory advisory, string name, string version, string release, string? module = null) =>
        Match(advisory, name, version, release, module).SingleOrDefault()?.FixedVersion;

    private static IReadOnlyList<VulnerabilityMatch> Match(Advisory advisory, string name, string version, string release, string? module = null) =>
        new AdvisoryMatcher([advisory]).Match(
            new InstalledPackage(new PackageUrl("rpm", "redhat", name, version), "rpmdb.sqlite")
            {
                Version = version,
                SourceVersion = version,
                IsFromDistribution = true,
                Module = module
            },
            new("rhel", release)).Matches;
}
