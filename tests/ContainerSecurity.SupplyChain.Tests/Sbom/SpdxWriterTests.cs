using System.Text.Json;
using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.SupplyChain.Tests.Sbom;

public sealed class SpdxWriterTests
{
    [Test]
    public void A_document_has_the_fields_that_SPDX_asks_for()
    {
        JsonElement document = Written();

        Assert.That(document.GetProperty("spdxVersion").GetString(), Is.EqualTo("SPDX-2.3"));
        Assert.That(document.GetProperty("dataLicense").GetString(), Is.EqualTo("CC0-1.0"));
        Assert.That(document.GetProperty("SPDXID").GetString(), Is.EqualTo("SPDXRef-DOCUMENT"));
        Assert.That(document.GetProperty("name").GetString(), Is.EqualTo("inventory"));
        Assert.That(document.GetProperty("documentNamespace").GetString(), Does.Match("^https://spdx.org/spdxdocs/inventory-[0-9a-f-]{14}5[0-9a-f-]{21}$"));
        Assert.That(document.GetProperty("creationInfo").GetProperty("created").GetString(), Is.EqualTo("1970-01-01T00:00:00Z"));
        Assert.That(document.GetProperty("creationInfo").GetProperty("creators")[0].GetString(), Does.StartWith("Tool: "));
    }

    [Test]
    public void Every_package_has_the_fields_that_SPDX_asks_for_and_a_name_of_its_own()
    {
        JsonElement[] packages = [.. Written().GetProperty("packages").EnumerateArray()];

        Assert.That(packages.Select(p => p.GetProperty("SPDXID").GetString()), Is.Unique);
        foreach (JsonElement package in packages)
        {
            Assert.That(package.GetProperty("SPDXID").GetString(), Does.Match("^SPDXRef-[A-Za-z0-9.-]+$"));
            Assert.That(package.GetProperty("name").GetString(), Is.Not.Empty);
            Assert.That(package.GetProperty("downloadLocation").GetString(), Is.EqualTo("NOASSERTION"));
            Assert.That(package.GetProperty("filesAnalyzed").GetBoolean(), Is.False);
            Assert.That(package.GetProperty("supplier").GetString(), Is.EqualTo("NOASSERTION").Or.StartWith("Organization: "));
            Assert.That(package.GetProperty("copyrightText").GetString(), Is.EqualTo("NOASSERTION"));
        }
    }

    [Test]
    public void The_document_describes_its_subject_which_contains_the_packages()
    {
        string[] relationships = [.. Written().GetProperty("relationships").EnumerateArray().Select(r =>
            $"{r.GetProperty("spdxElementId").GetString()} {r.GetProperty("relationshipType").GetString()} {r.GetProperty("relatedSpdxElement").GetString()}")];

        Assert.That(relationships[0], Is.EqualTo("SPDXRef-DOCUMENT DESCRIBES SPDXRef-Subject"));
        Assert.That(relationships, Has.Length.EqualTo(Samples.Image.Packages.Count + 2));
        HashSet<string> known = [.. Written().GetProperty("packages").EnumerateArray().Select(p => p.GetProperty("SPDXID").GetString()!)];
        Assert.That(relationships.Select(r => r.Split(' ')[2]), Is.SubsetOf(known));
    }

    [Test]
    public void A_licence_that_is_no_expression_has_a_name_of_its_own()
    {
        JsonElement document = Written();
        string[] declared = [.. document.GetProperty("packages").EnumerateArray().Select(p => p.GetProperty("licenseDeclared").GetString()!)];
        Dictionary<string, string> extracted = document.GetProperty("hasExtractedLicensingInfos").EnumerateArray()
            .ToDictionary(i => i.GetProperty("licenseId").GetString()!, i => i.GetProperty("extractedText").GetString()!);

        Assert.That(declared[2], Is.EqualTo("Apache-2.0"));
        Assert.That(declared[3].Split(" AND ").Select(l => extracted[l]), Is.EqualTo(new[] { "GPLv2+ and MIT", "Artistic" }));
        Assert.That(declared[4], Is.EqualTo("MIT OR Apache-2.0"));
        Assert.That(declared[5], Is.EqualTo("NOASSERTION"));
        Assert.That(extracted.Keys, Has.All.Match("^LicenseRef-[A-Za-z0-9.-]+$"));
    }

    [Test]
    public void The_package_URL_is_a_reference_to_a_package_manager()
    {
        JsonElement reference = Written().GetProperty("packages")[2].GetProperty("externalRefs")[0];

        Assert.That(reference.GetProperty("referenceCategory").GetString(), Is.EqualTo("PACKAGE-MANAGER"));
        Assert.That(reference.GetProperty("referenceType").GetString(), Is.EqualTo("purl"));
        Assert.That(reference.GetProperty("referenceLocator").GetString(), Is.EqualTo(Samples.Image.Packages[0].Url.ToString()));
    }

    private static JsonElement Written()
    {
        using JsonDocument document = JsonDocument.Parse(Samples.Write(Samples.Image, SbomFormat.Spdx));
        return document.RootElement.Clone();
    }
}
