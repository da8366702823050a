using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Compiled;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Compiled;

/// <summary>Feeds to compile.</summary>
internal static class CompiledFeed
{
    public static byte[] Bytes(AdvisoryFeed feed)
    {
        using MemoryStream stream = new();
        AdvisoryFileWriter.Write(stream, feed);
        return stream.ToArray();
    }

    public static AdvisoryFeed Feed(int count)
    {
        DateTimeOffset day = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        VersionConstraint.TryParse(PackageEcosystem.Cargo, ">=1.0, <1.4", out VersionConstraint? constraint, out _);
        List<Advisory> advisories = [];
        for (int i = 0; i < count; i++)
            advisories.Add(Fixed($"GHSA-{i}", i % 3 == 0 ? "npm" : "Debian:12", $"p{i % 700}", $"2.{i}-1") with
            {
                Aliases = i % 2 == 0 ? [$"CVE-{i + 1}"] : [],
                Upstream = i % 5 == 0 ? [$"CVE-{i + 2}"] : [],
                Related = ["X"],
                Summary = $"Number {i}, with ümläuts",
                Published = i % 4 == 0 ? null : day,
                Modified = day.AddDays(i % 300),
                Severities = [new AdvisorySeverity("GHSA", AdvisoryLevel.High) { Score = 7.5, Text = "CVSS:3.1/…" }],
            });
        advisories.Add(new Advisory("RUSTSEC-1")
        {
            Source = "other",
            Affected =
            [
                new AffectedPackage(AdvisoryEcosystem.Parse("crates.io"), "Time")
                {
                    Module = "m:1",
                    Versions = ["1", "2"],
                    Constraints = [constraint!],
                    Unaffected = [constraint!],
                    FixedVersions = ["3"],
                    Status = VulnerabilityStatus.WillNotFix,
                    Severities = [new AdvisorySeverity("x", AdvisoryLevel.Low)],
                },
            ],
        });
        return new AdvisoryFeed(
            advisories,
            new KnownExploitedCatalog("1", day, new Dictionary<string, KnownExploited>(StringComparer.OrdinalIgnoreCase)
            { ["CVE-3"] = new("CVE-3", new DateOnly(2024, 1, 2), null, true) }),
            new ExploitPredictions("v1", day, new Dictionary<string, ExploitPrediction>(StringComparer.OrdinalIgnoreCase) { ["cve-5"] = new(0.25, 0.5) }),
            [new AdvisoryNote("a.json", "It was not read."), new AdvisoryNote(null, "Something.")])
        {
            Data = [new AdvisoryData("npm.zip", "osv", day), new AdvisoryData("main.yaml", "alpine-secdb", null)],
        };
    }

    public static Advisory Fixed(string id, string ecosystem, string name, string version) => new(id)
    {
        Affected = [new AffectedPackage(AdvisoryEcosystem.Parse(ecosystem), name) { Ranges = [AffectedRange.Before(version)] }],
    };
}
