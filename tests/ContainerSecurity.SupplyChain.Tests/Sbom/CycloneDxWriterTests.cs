using System.Text.Json;
using System.Text.RegularExpressions;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.SupplyChain.Tests.Sbom;

public sealed class CycloneDxWriterTests
{
    private static readonly string[] RootKeys = ["$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "compositions"];

    [Test]
    public void A_bill_has_the_fields_that_the_schema_asks_for_and_no_unknown_ones()
    {
        JsonElement bill = Written(Samples.Image);

        Assert.That(bill.EnumerateObject().Select(p => p.Name), Is.EqualTo(RootKeys));
        Assert.That(bill.GetProperty("bomFormat").GetString(), Is.EqualTo("CycloneDX"));
        Assert.That(bill.GetProperty("specVersion").GetString(), Is.EqualTo("1.6"));
        Assert.That(bill.GetProperty("serialNumber").GetString(), Does.Match("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        foreach (JsonElement component in bill.GetProperty("components").EnumerateArray())
        {
            Assert.That(component.GetProperty("type").GetString(), Is.AnyOf("library", "operating-system"));
            Assert.That(component.GetProperty("name").GetString(), Is.Not.Empty);
        }
    }

    [Test]
    public void One_package_in_two_places_has_two_names_and_none_is_its_URL()
    {
        List<string> references = [.. Written(Samples.Image).GetProperty("components").EnumerateArray().Select(c => c.GetProperty("bom-ref").GetString()!)];

        Assert.That(references, Is.Unique);
        Assert.That(references.Any(r => r.StartsWith("pkg:", StringComparison.Ordinal)), Is.False);
    }

    [Test]
    public void The_serial_number_follows_from_the_content()
    {
        string Serial(SbomOptions options) => Written(Samples.Image, options).GetProperty("serialNumber").GetString()!;

        (string first, string second) = (Serial(new()), Serial(new()));

        Assert.That(second, Is.EqualTo(first));
        Assert.That(first, Is.Not.EqualTo(Serial(new() { Name = "other" })));
    }

    [Test]
    public void Each_package_says_the_file_and_the_layer_that_it_is_from()
    {
        JsonElement component = Component("libssl3");
        JsonElement evidence = component.GetProperty("evidence");

        Assert.That(evidence.GetProperty("identity").ValueKind, Is.EqualTo(JsonValueKind.Array));
        Assert.That(evidence.GetProperty("identity")[0].GetProperty("field").GetString(), Is.EqualTo("purl"));
        Assert.That(evidence.GetProperty("occurrences")[0].GetProperty("location").GetString(), Is.EqualTo("var/lib/dpkg/status"));
        Assert.That(Properties(component), Does.Contain($"aquasecurity:trivy:LayerDiffID={Samples.Image.Packages[0].Layer}")
            .And.Contain("aquasecurity:trivy:SrcName=openssl").And.Contain("aquasecurity:trivy:FilePath=var/lib/dpkg/status"));
    }

    [TestCase("Apache-2.0", """[{"license":{"id":"Apache-2.0"}}]""")]
    [TestCase("MIT OR Apache-2.0", """[{"expression":"MIT OR Apache-2.0"}]""")]
    [TestCase("GPLv2+", """[{"license":{"name":"GPLv2+"}}]""")]
    [TestCase("MIT|GPL-2.0-only AND ISC|own", """[{"license":{"id":"MIT"}},{"license":{"name":"GPL-2.0-only AND ISC"}},{"license":{"name":"own"}}]""")]
    public void A_licence_has_an_identifier_or_a_name_and_an_expression_stands_alone(string licenses, string json)
    {
        var package = new InstalledPackage(new PackageUrl("nuget", null, "A", "1"), "f") { Licenses = licenses.Split('|') };

        JsonElement written = Written(new PackageInventory([package], null, [])).GetProperty("components")[0].GetProperty("licenses");

        Assert.That(Regex.Replace(written.GetRawText(), @"\s*\n\s*|(?<=:) ", ""), Is.EqualTo(json));
    }

    [Test]
    public void An_inventory_with_notes_does_not_claim_to_be_whole()
    {
        Assert.That(Written(Samples.Image).GetProperty("compositions")[0].GetProperty("aggregate").GetString(), Is.EqualTo("incomplete"));
        Assert.That(Written(Samples.Image with { Notes = [] }).TryGetProperty("compositions", out _), Is.False);
    }

    [Test]
    public void A_time_is_written_only_where_one_is_given()
    {
        Assert.That(Written(Samples.Image).GetProperty("metadata").TryGetProperty("timestamp", out _), Is.False);
        Assert.That(Written(Samples.Image, new() { Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)) })
            .GetProperty("metadata").GetProperty("timestamp").GetString(), Is.EqualTo("2026-01-02T02:04:05Z"));
    }

    [Test]
    public void What_is_for_development_is_excluded()
    {
        Assert.That(Component("node").GetProperty("scope").GetString(), Is.EqualTo("excluded"));
        Assert.That(Component("libssl3").TryGetProperty("scope", out _), Is.False);
    }

    private static JsonElement Component(string name) =>
        Written(Samples.Image).GetProperty("components").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);

    private static IEnumerable<string> Properties(JsonElement component) =>
        component.GetProperty("properties").EnumerateArray().Select(p => $"{p.GetProperty("name").GetString()}={p.GetProperty("value").GetString()}");

    private static JsonElement Written(PackageInventory inventory, SbomOptions? options = null)
    {
        using JsonDocument document = JsonDocument.Parse(Samples.Write(inventory, SbomFormat.CycloneDx, options));
        return document.RootElement.Clone();
    }
}
