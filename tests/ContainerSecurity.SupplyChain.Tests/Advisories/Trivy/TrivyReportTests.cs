using System.Text.Json;
using ContainerSecurity.Conformance;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Trivy;

/// <summary>Every package of the 63 reports of Trivy has the flaws that its report says, and no other of the database.</summary>
public sealed class TrivyReportTests
{
    // The reports name the binary package alone; this is what the packages themselves say.
    private static readonly Dictionary<string, string> Sources = new()
    {
        ["curl-libs"] = "curl",
        ["e2fslibs"] = "e2fsprogs",
        ["libcom-err2"] = "e2fsprogs",
        ["libcomerr2"] = "e2fsprogs",
        ["libcrypto1.1"] = "openssl",
        ["libext2fs2"] = "e2fsprogs",
        ["libidn2-0"] = "libidn2",
        ["libss2"] = "e2fsprogs",
        ["libssl1.1"] = "openssl",
        ["musl-utils"] = "musl",
    };

    // Reports that were asked to leave something out: report, package, flaw, why.
    private static readonly (string Report, string Package, string Id, string Why)[] LeftOut =
    [
        ("centos-7-medium", "openssl-libs", "CVE-2018-0734", "the scan was told to report medium flaws only, and it is low"),
        ("alpine-39-ignore-cveids", "libcrypto1.1", "CVE-2019-1549", "the scan was told to ignore it"),
        ("alpine-39-ignore-cveids", "libssl1.1", "CVE-2019-1549", "the scan was told to ignore it"),
    ];

    // Reports whose repositories name another stream than os-release.
    private static readonly Dictionary<string, OperatingSystemRelease> Streams = new() { ["alpine-distroless"] = new("alpine", "edge") };

    [Test]
    public void Every_package_has_the_flaws_of_its_report_and_no_other()
    {
        AdvisoryMatcher matcher = new(TrivyFeed.Read());
        List<string> failures = [];
        (int reports, int flaws) = (0, 0);
        foreach (string line in File.ReadLines(Path.Combine(Corpus.Require("vulnerabilities"), "trivy-reports.jsonl")))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement report = document.RootElement;
            reports++;
            foreach (JsonElement result in report.GetProperty("results").EnumerateArray())
                flaws += Compare(matcher, report, result, failures);
        }

        Assert.That(failures, Is.Empty, string.Join('\n', failures));
        Assert.That((reports, flaws), Is.EqualTo((63, 124)));
    }

    private static int Compare(AdvisoryMatcher matcher, JsonElement report, JsonElement result, List<string> failures)
    {
        string id = report.GetProperty("id").GetString()!;
        OperatingSystemRelease? release = result.GetProperty("class").GetString() == "os-pkgs"
            ? Streams.GetValueOrDefault(id) ?? Release(report.GetProperty("os"))
            : null;
        JsonElement[] flaws = [.. result.GetProperty("vulnerabilities").EnumerateArray()];
        foreach (IGrouping<string, JsonElement> group in flaws.GroupBy(v => v.GetProperty("purl").GetString()!))
        {
            VulnerabilityMatch[] matches = Match(matcher, group.Key, group.First().GetProperty("installed").GetString()!, release);
            string[] expected = [.. group.Select(v => v.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)];
            string[] found = [.. matches.Where(m => !IsLeftOut(id, m)).Select(m => m.Advisory.Id)];
            if (!found.SequenceEqual(expected))
                failures.Add($"{id} {group.Key}: wanted {string.Join(' ', expected)}, found {string.Join(' ', found)}");
            foreach (JsonElement flaw in group)
                CompareFix(id, flaw, matches, failures);
        }

        string[] affected = [.. flaws.Select(v => v.GetProperty("purl").GetString()!)];
        foreach (JsonElement package in result.GetProperty("packages").EnumerateArray())
        {
            string version = package.GetProperty("version").GetString()!;
            if (package.TryGetProperty("purl", out JsonElement purl) && purl.GetString() is { } url && !affected.Contains(url))
                failures.AddRange(Match(matcher, url, version, release).Select(m => $"{id} {url}: found {m.Advisory.Id}"));
        }

        return flaws.Length;
    }

    private static void CompareFix(string report, JsonElement flaw, VulnerabilityMatch[] matches, List<string> failures)
    {
        string? fix = flaw.GetProperty("fixed").GetString();
        VulnerabilityMatch? match = matches.FirstOrDefault(m => m.Advisory.Id == flaw.GetProperty("id").GetString());
        VulnerabilityStatus status = flaw.GetProperty("status").GetString() switch
        {
            "fixed" => VulnerabilityStatus.Fixed,
            "will_not_fix" => VulnerabilityStatus.WillNotFix,
            "end_of_life" => VulnerabilityStatus.EndOfLife,
            _ => VulnerabilityStatus.Affected,
        };
        // RustSec tells versions that are not affected, of which none is the fix.
        bool isRange = fix is not null && fix.Contains('>');
        if (match is null || isRange)
            return;
        string found = match.FixedVersion ?? "none";
        found = found.StartsWith("0:", StringComparison.Ordinal) ? found[2..] : found;
        if (match.Status != status || !(fix ?? "none").Split(", ").Contains(found))
            failures.Add($"{report} {flaw.GetProperty("purl")}: {match.Advisory.Id} {found} {match.Status}, wanted {fix} {status}");
    }

    private static VulnerabilityMatch[] Match(AdvisoryMatcher matcher, string url, string version, OperatingSystemRelease? release)
    {
        PackageUrl parsed = PackageUrl.Parse(url);
        InstalledPackage package = new(parsed, "report")
        {
            Version = version,
            SourceName = Sources.GetValueOrDefault(parsed.Name, parsed.Name),
            SourceVersion = version,
            IsFromDistribution = release is not null,
        };
        return [.. matcher.Match(package, release).Matches];
    }

    private static bool IsLeftOut(string report, VulnerabilityMatch match) =>
        LeftOut.Any(l => l.Report == report && l.Package == match.Package.Name && l.Id == match.Advisory.Id);

    private static OperatingSystemRelease Release(JsonElement system) =>
        new(system.GetProperty("Family").GetString()!, system.GetProperty("Name").GetString());
}
