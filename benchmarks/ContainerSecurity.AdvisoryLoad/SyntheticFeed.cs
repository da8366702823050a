using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.AdvisoryLoad;

/// <summary>Advisories as distributions publish them: some for each source package, one in ten not yet mended in what is installed.</summary>
internal static class SyntheticFeed
{
    private const int Names = 20_000;

    public static AdvisoryFeed Create(int count)
    {
        DateTimeOffset day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Dictionary<string, ExploitPrediction> likely = new(StringComparer.OrdinalIgnoreCase);
        Advisory[] advisories = new Advisory[count];
        for (int i = 0; i < count; i++)
        {
            string cve = $"CVE-{2005 + (i % 20)}-{10_000 + i}";
            likely[cve] = new ExploitPrediction(i % 1000 / 1000.0, 0.5);
            advisories[i] = new Advisory($"DEBIAN-{cve}")
            {
                Upstream = [cve],
                Summary = $"A flaw of number {i} lets who can reach the parser write beyond the end of a buffer.",
                Published = day.AddHours(-i),
                Modified = day.AddHours(i % 1000),
                Severities =
                [
                    new AdvisorySeverity("DEBIAN", (AdvisoryLevel)(2 + (i % 4)))
                    {
                        Score = i % 100 / 10.0,
                        Text = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                    },
                ],
                Affected =
                [
                    new AffectedPackage(AdvisoryEcosystem.Parse("Debian:12"), $"package-{i % Names}")
                    {
                        Ranges = [AffectedRange.Before(i / Names % 10 == 0 ? "2.0-1+deb12u1" : $"1.{i % 7}-1")],
                    },
                    new AffectedPackage(AdvisoryEcosystem.Parse("Debian:13"), $"package-{i % Names}") { Ranges = [AffectedRange.Before("1.9-1")] },
                ],
            };
        }

        return new AdvisoryFeed(
            advisories,
            new KnownExploitedCatalog("1", day, new Dictionary<string, KnownExploited>()),
            new ExploitPredictions("v1", day, likely),
            []);
    }

    public static PackageInventory System(int count) => new(
        [.. Enumerable.Range(0, count)
            .Select(i => new PackageUrl("deb", "debian", $"package-{i * 37 % Names}", "1.9-2"))
            .Select(u => new InstalledPackage(u, "var/lib/dpkg/status") { IsFromDistribution = true })],
        new OperatingSystemRelease("debian", "12"),
        []);
}
