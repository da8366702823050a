using ContainerSecurity.Resources.Images;
using ContainerSecurity.Sources;
using ContainerSecurity.SupplyChain.Rebuilding;

namespace ContainerSecurity.SupplyChain.Tests.ScannerReports;

/// <summary>Bounds on reports and pictures: each is reached, and what lies beyond is said.</summary>
public class ReportBoundsTests
{
    [Test]
    public void Report_of_bad_entries_only_gets_a_bounded_number_of_errors()
    {
        string entries = string.Join(',', Enumerable.Repeat("{}", 150));

        Assert.That(Reports.Read($"{{\"SchemaVersion\": 2, \"ArtifactName\": \"x\", \"Results\": [{{\"Class\": \"os-pkgs\", \"Vulnerabilities\": [{entries}]}}]}}").Errors, Has.Count.EqualTo(100));
    }

    [TestCase(15 * 1024, "curl")]
    [TestCase(17 * 1024, "where/it/is")]
    public void Text_of_a_result_is_looked_into_up_to_a_length(int length, string package)
    {
        string text = $"Package: curl\\nMore: {new string('x', length)}";
        string report = $"{{\"version\": \"2.1.0\", \"runs\": [{{\"tool\": {{\"driver\": {{\"name\": \"Trivy\"}}}}, \"results\": [{{\"ruleId\": \"CVE-2024-1\", \"message\": {{\"text\": \"{text}\"}}, "
            + "\"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"where/it/is\"}}}]}]}]}";

        Assert.That(Reports.Only(report).Package, Is.EqualTo(package));
    }

    [Test]
    public void Report_that_nests_too_deep_is_an_error_and_no_fault()
    {
        SourceContent content = Reports.Read($"{{\"bomFormat\": \"CycloneDX\", \"components\": {new string('[', 100_000)}");

        Assert.That(content.Errors, Is.Not.Empty.And.All.Property("IsFault").False);
    }

    [Test]
    public void Components_within_components_are_placed_as_deep_as_they_are_read()
    {
        string inner = """{"type": "library", "name": "deepest", "version": "1", "purl": "pkg:npm/deepest@1"}""";
        for (int i = 0; i < 50; i++)
            inner = $"{{\"type\": \"library\", \"name\": \"n{i}\", \"version\": \"1\", \"purl\": \"pkg:npm/n{i}@1\", \"components\": [{inner}]}}";
        PackageReport report = Reports.ReportOf($"{{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{inner}]}}");

        Assert.That(report.Packages!.Single(p => p.Name == "deepest").Location, Is.Not.Null);
    }

    [Test]
    public void Picture_draws_a_bounded_number_of_boxes_and_says_so()
    {
        RebuildPlan plan = RebuildPlanner.Plan(
            Enumerable.Range(0, 250).Select(i => new PlannedImage($"image-{i:000}", [$"l{i}"]) { Vulnerabilities = [new Vulnerability("CVE-1", "x", "1") { FixedIn = "2", Layer = 0 }] }));
        using var output = new StringWriter();
        RebuildPlanWriter.Write(plan, RebuildPlanFormat.Dot, output);

        Assert.That(output.ToString(), Does.Contain("250 images have to be built again; 50 are not drawn for want of room"));
        Assert.That(output.ToString().Split('\n').Count(l => l.Contains("[label=", StringComparison.Ordinal)), Is.EqualTo(200));
    }

    [Test]
    public void Flaw_under_many_names_keeps_a_bounded_number_of_them()
    {
        string matches = string.Join(',', Enumerable.Range(0, 2000).Select(i =>
            $"{{\"vulnerability\": {{\"id\": \"GHSA-{i}\"}}, \"relatedVulnerabilities\": [{{\"id\": \"CVE-2024-1\"}}], \"artifact\": {{\"name\": \"x\", \"version\": \"1\"}}}}"));

        Assert.That(Reports.Only($"{{\"matches\": [{matches}], \"descriptor\": {{}}}}").Aliases, Has.Count.EqualTo(200));
    }
}
