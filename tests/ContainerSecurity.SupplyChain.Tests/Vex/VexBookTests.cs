using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.SupplyChain.Tests.Vex;

/// <summary>What is said of a vulnerability in a package, as of now.</summary>
public class VexBookTests
{
    private static readonly PackageUrl Curl = PackageUrl.Parse("pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12");
    private static readonly string Digest = "sha256:" + new string('a', 64);
    private static readonly VexSubject Image = new([Digest], [PackageUrl.Parse($"pkg:oci/web@{Uri.EscapeDataString(Digest)}?repository_url=docker.io/shop")]);

    [TestCase("pkg:deb/debian/curl", true)]
    [TestCase("pkg:deb/debian/curl@7.88.1-10", true)]
    [TestCase("pkg:deb/debian/curl@7.88.1-10?arch=amd64", true)]
    [TestCase("pkg:deb/debian/curl@7.88.1-11", false)]
    [TestCase("pkg:deb/debian/curl@7.88.1-10?arch=arm64", false)]
    [TestCase("pkg:deb/ubuntu/curl", false)]
    [TestCase("pkg:apk/debian/curl", false)]
    public void Package_is_meant_by_the_parts_of_its_URL_that_are_named(string product, bool isMeant) =>
        Assert.That(BookOf(Said(product)).Find(["CVE-1"], Curl) is not null, Is.EqualTo(isMeant));

    [TestCase("pkg:oci/web?repository_url=docker.io/shop", true)]
    [TestCase("pkg:oci/web?repository_url=index.docker.io/shop", true)]
    [TestCase("pkg:oci/web?repository_url=docker.io/shop/web", true)]
    [TestCase("pkg:oci/web?repository_url=registry.example/shop", false)]
    [TestCase("pkg:oci/other", false)]
    public void Image_is_meant_however_its_registry_is_written(string product, bool isMeant) =>
        Assert.That(BookOf(Said(product)).Find(["CVE-1"], Curl, Image) is not null, Is.EqualTo(isMeant));

    [Test]
    public void Parts_of_a_product_count_in_that_product_alone()
    {
        VexBook book = BookOf(Said("pkg:oci/web", parts: ["pkg:deb/debian/curl"]));

        Assert.That(book.Find(["CVE-1"], Curl, Image), Is.Not.Null);
        Assert.That(book.Find(["CVE-1"], Curl, Image with { Urls = [PackageUrl.Parse("pkg:oci/other")] }), Is.Null);
        Assert.That(book.Find(["CVE-1"], Curl), Is.Null);
        Assert.That(book.Find(["CVE-1"], PackageUrl.Parse("pkg:deb/debian/wget@1"), Image), Is.Null);
    }

    [Test]
    public void Image_is_known_by_its_digest()
    {
        var statement = new VexStatement("CVE-1", VexStatus.Fixed, [new VexProduct(null, Digest)]);

        Assert.That(BookOf(statement).Find(["CVE-1"], Curl, Image), Is.Not.Null);
        Assert.That(BookOf(statement).Find(["CVE-1"], Curl, Image with { Digests = [] }), Is.Null);
    }

    [Test]
    public void Newest_statement_over_all_names_counts_and_of_one_time_the_later_written()
    {
        VexStatement old = Said("pkg:deb/debian/curl", time: 1), newer = Said("pkg:deb/debian/curl", id: "GHSA-1", status: VexStatus.Affected, time: 2);
        VexStatement same = Said("pkg:deb/debian/curl", status: VexStatus.UnderInvestigation, time: 2),
            timeless = Said("pkg:deb/debian/curl", status: VexStatus.Fixed, time: null);

        Assert.Multiple(() =>
        {
            Assert.That(BookOf(newer, old, timeless).Find(["CVE-1", "GHSA-1"], Curl)!.Status, Is.EqualTo(VexStatus.Affected));
            Assert.That(BookOf(newer, same).Find(["CVE-1", "GHSA-1"], Curl)!.Status, Is.EqualTo(VexStatus.UnderInvestigation));
            Assert.That(BookOf(same, newer).Find(["CVE-1", "GHSA-1"], Curl)!.Status, Is.EqualTo(VexStatus.Affected));
            Assert.That(BookOf(old).Find(["CVE-2"], Curl), Is.Null);
        });
    }

    [Test]
    public void Alias_of_a_statement_is_a_name_of_its_vulnerability() =>
        Assert.That(BookOf(Said("pkg:deb/debian/curl") with { Aliases = ["GHSA-9"] }).Find(["ghsa-9"], Curl), Is.Not.Null);

    private static VexBook BookOf(params VexStatement[] statements) => new(statements);

    private static VexStatement Said(string product, string id = "CVE-1", VexStatus status = VexStatus.NotAffected, int? time = 1, string[]? parts = null) =>
        new(id, status, [new VexProduct(PackageUrl.Parse(product), null) { Subcomponents = [.. (parts ?? []).Select(PackageUrl.Parse)] }])
        {
            Justification = "component_not_present",
            Time = time is { } days ? DateTimeOffset.UnixEpoch.AddDays(days) : null,
        };
}
