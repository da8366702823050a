using System.Text.Json;
using ContainerSecurity.Conformance;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

/// <summary>Lock files beside what Trivy reports of them.</summary>
public sealed class LockFileCorpusTests
{
    /// <summary>What Trivy lists from elsewhere, or what is the user's own.</summary>
    private static readonly HashSet<string> NotInTheFile =
    [
        "pkg:npm/integration@1.0.0", // the user's own package.json beside the lock file
        "pkg:nuget/Microsoft.VisualStudio.TestPlatform.Common@17.2.0-release-20220408-11", // a project, and no package
    ];

    [Test]
    public void What_Trivy_reports_of_a_lock_file_is_among_the_packages_read()
    {
        string folder = Corpus.Require("vulnerabilities", "lockfiles");
        int reports = 0, compared = 0;
        foreach (string line in File.ReadLines(Corpus.Require("vulnerabilities", "trivy-reports.jsonl")))
        {
            using JsonDocument report = JsonDocument.Parse(line);
            string lockFiles = Path.Combine(folder, report.RootElement.GetProperty("id").GetString()!);
            if (!Directory.Exists(lockFiles))
                continue;
            reports++;
            Reading[] readings = [.. Directory.GetFiles(lockFiles).Select(f => Reading.Of(Path.GetFileName(f), File.ReadAllBytes(f)))];
            HashSet<string> read = [.. readings.SelectMany(r => r.Packages).Select(p => $"{p.Name} {p.Version} {p.Url}")];
            foreach (JsonElement result in report.RootElement.GetProperty("results").EnumerateArray())
            {
                foreach (JsonElement flaw in result.GetProperty("vulnerabilities").EnumerateArray())
                {
                    compared++;
                    Assert.That(read, Does.Contain($"{flaw.GetProperty("package")} {flaw.GetProperty("installed")} {flaw.GetProperty("purl")}"));
                }
                foreach (JsonElement package in result.GetProperty("packages").EnumerateArray())
                    if (!NotInTheFile.Contains(package.GetProperty("purl").GetString()!))
                        Assert.That(read, Does.Contain($"{package.GetProperty("name")} {package.GetProperty("version")} {package.GetProperty("purl")}"));
            }
        }
        Assert.That((reports, compared), Is.EqualTo((10, 17)));
    }

    [Test]
    public void Lock_files_without_a_report_are_read_whole()
    {
        string folder = Corpus.Require("vulnerabilities", "lockfiles");
        Reading cargo = Reading.Of("Cargo.lock", File.ReadAllBytes(Path.Combine(folder, "cargo", "Cargo.lock")));
        Reading composer = Reading.Of("composer.lock", File.ReadAllBytes(Path.Combine(folder, "composer", "composer.lock")));

        Assert.That(cargo.Urls, Does.Contain("pkg:cargo/memchr@1.0.2").And.Contain("pkg:cargo/memchr@2.7.4"));
        Assert.That(composer.Urls, Does.Contain("pkg:composer/guzzlehttp/guzzle@7.4.4"));
        Assert.That(cargo.Notes.Concat(composer.Notes), Is.Empty);
    }
}
