using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.SupplyChain.Tests.Vex;

/// <summary>What waivers say of flaws to others.</summary>
public class WaiverStatementsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly VexProduct Product = new(null, "sha256:" + new string('a', 64));
    private static readonly PackageUrl Curl = PackageUrl.Parse("pkg:deb/debian/curl@7.88.1-10?arch=amd64");
    private static readonly InstalledPackage[] Packages =
        [new(Curl, "var/lib/dpkg/status"), new(PackageUrl.Parse("pkg:npm/lodash@4.17.20"), "app/package-lock.json")];

    private static VexReading Of(Waiver waiver, InstalledPackage[]? packages = null) =>
        WaiverStatements.Of([waiver], Product, new PackageReport(new SourceFile("x"), "Image", "shop/web"), packages ?? Packages, Now);

    private static Waiver Waiver(params string[] flaws) => new() { Rules = ["CSEC1012"], Vulnerabilities = flaws, Reason = "the code is not reached" };

    [Test]
    public void Waiver_that_claims_it_says_not_affected_with_its_reason_as_the_impact()
    {
        VexStatement statement = Of(Waiver("CVE-2024-1") with { Claim = WaiverClaim.NotAffected }).Statements.Single();

        Assert.That((statement.Vulnerability, statement.Status, statement.Explanation),
            Is.EqualTo(("CVE-2024-1", VexStatus.NotAffected, "the code is not reached")));
    }

    [Test]
    public void Waiver_that_only_accepts_says_affected_and_what_was_decided()
    {
        VexStatement statement = Of(Waiver("CVE-2024-1") with { Owner = "platform", Expires = new DateTime(2026, 12, 31) }).Statements.Single();

        Assert.That(statement.Status, Is.EqualTo(VexStatus.Affected));
        Assert.That(statement.Explanation, Is.EqualTo("Accepted until 2026-12-31 by platform: the code is not reached"));
        Assert.That(statement.Settles, Is.False);
    }

    [Test]
    public void Statement_is_on_the_packages_that_the_waiver_names()
    {
        Assert.That(Of(Waiver("CVE-2024-1") with { Packages = ["pkg:deb/debian/curl"] }).Statements.Single().Products.Single().Subcomponents,
            Is.EqualTo(new[] { Curl }));
        Assert.That(Of(Waiver("CVE-2024-1") with { Packages = ["wget"] }), Has.Property("Statements").Empty.And.Property("Errors").Count.EqualTo(1));
    }

    [Test]
    public void Waiver_that_is_over_states_nothing_and_is_said() =>
        Assert.That(Of(Waiver("CVE-2024-1") with { Expires = new DateTime(2026, 5, 31) }).Errors.Single().Message,
            Does.Contain("The waiver of CVE-2024-1 is over"));

    [Test]
    public void Waivers_of_other_rules_and_other_resources_state_nothing()
    {
        Assert.That(Of(Waiver("CVE-2024-1") with { Rules = ["CSEC2001"] }).Statements, Is.Empty);
        Assert.That(Of(Waiver() with { Rules = ["*"] }).Statements, Is.Empty);
        Assert.That(Of(Waiver("CVE-2024-1") with { Match = new ResourceSelector { Names = ["other/*"] } }).Statements, Is.Empty);
        Assert.That(Of(Waiver("CVE-2024-1") with { Match = new ResourceSelector { Names = ["shop/*"] } }).Statements, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_is_written_settles_the_flaw_where_it_is_read()
    {
        VexReading made = Of(Waiver("CVE-2024-1") with { Claim = WaiverClaim.NotAffected, Packages = ["curl"] });
        using var stream = new MemoryStream();
        VexWriter.Write(stream, made.Statements, new Uri("https://example.com/vex/1"), "us", Now);
        VexReading read = VexReader.Read(stream.ToArray(), "vex.json");

        Assert.That(read.Errors, Is.Empty);
        var book = new VexBook(read.Statements);
        var subject = new VexSubject([Product.Digest!], []);
        Assert.That(book.Find(["CVE-2024-1"], Curl, subject)?.Settles, Is.True);
        Assert.That(book.Find(["CVE-2024-1"], Packages[1].Url, subject), Is.Null);
        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Does.Contain("\"impact_statement\": \"the code is not reached\""));
    }
}
