using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports.Formats;

/// <summary>
/// Reads SARIF 2.1.0 of scanners that look for known flaws: results whose rule is named for one. Package and versions
/// are in no field of SARIF; they are read from the text where it names them.
/// </summary>
internal sealed class SarifReportReader(ReportContent content)
{
    /// <summary>Programs that look for known flaws, so that their empty report says that there are none.</summary>
    private static readonly string[] Scanners =
        ["trivy", "grype", "osv-scanner", "docker scout", "snyk", "anchore", "clair", "govulncheck", "dependency-check"];

    private static readonly string[] IdleKinds = ["pass", "notApplicable", "informational"];
    private static readonly string[] OpenStates = ["underReview", "rejected"];

    public void Read(MappingNode root)
    {
        int others = 0, suppressed = 0;
        bool isScanner = false;
        foreach (MappingNode run in content.Maps(root, "runs"))
        {
            MappingNode? driver = VexJson.Map(VexJson.Map(run, "tool"), "driver");
            string tool = VexJson.Text(driver, "name") ?? "";
            isScanner |= Array.Exists(Scanners, s => tool.Contains(s, StringComparison.OrdinalIgnoreCase));
            content.AddDigest(VexJson.Text(VexJson.Map(run, "properties"), "imageID"));
            foreach (string digest in VexJson.Texts(VexJson.Map(run, "properties"), "repoDigests"))
                content.AddDigest(digest);
            content.Name ??= VexJson.Text(VexJson.Map(run, "properties"), "imageName");
            var rules = new SarifRules(run);
            foreach (MappingNode result in content.Maps(run, "results"))
                if (IsSuppressed(result))
                    suppressed++;
                else if (!IsIdle(result) && !ReadResult(result, rules.Of(result)))
                    others++;
        }
        bool hasFlaws = content.Flaws.ToList().Count > 0;
        content.IsForeign = !hasFlaws && !isScanner;
        content.IsCompared = hasFlaws || (isScanner && others == 0);
        if (!content.IsForeign && others > 0)
            content.PassOver($"{others} results that are not known flaws are not read.");
        if (!content.IsForeign && suppressed > 0)
            content.PassOver($"{suppressed} results that the report itself suppresses are not read.");
    }

    /// <summary>A result is suppressed where something suppresses it and nobody questions that (SARIF 2.1.0, 3.27.23).</summary>
    private static bool IsSuppressed(MappingNode result)
    {
        MappingNode[] all = [.. VexJson.Maps(result, "suppressions")];
        return all.Length > 0 && !Array.Exists(all, s => OpenStates.Contains(VexJson.Text(s, "status")));
    }

    private static bool IsIdle(MappingNode result) =>
        IdleKinds.Contains(VexJson.Text(result, "kind")) || VexJson.Text(result, "baselineState") == "absent";

    private bool ReadResult(MappingNode result, SarifRule rule)
    {
        string text = VexJson.Text(VexJson.Map(result, "message"), "text") ?? "";
        string[] names = [.. SarifText.FlawsIn(rule.Id)];
        if (names.Length == 0)
            return false;
        SarifText said = SarifText.Read(text);
        PackageUrl? url = VexJson.Url(said.Package) ?? rule.Urls.Select(VexJson.Url).FirstOrDefault(u => u is not null);
        MappingNode? place = VexJson.Maps(result, "locations").FirstOrDefault();
        string? file = VexJson.Text(VexJson.Map(VexJson.Map(place, "physicalLocation"), "artifactLocation"), "uri");
        MappingNode? logical = VexJson.Maps(place, "logicalLocations").FirstOrDefault();
        string? package = VexJson.Url(said.Package)?.Name ?? said.Package ?? url?.Name
            ?? (VexJson.Text(logical, "fullyQualifiedName") is { Length: > 0 } full ? full : VexJson.Text(logical, "name")) ?? file;
        content.Flaws.Add(new Vulnerability(names[0], package ?? "(package that is not named)", said.Installed ?? url?.Version ?? "")
        {
            Aliases = [.. names[1..], .. said.AlsoKnownAs],
            Ecosystem = url?.Type ?? said.Ecosystem ?? "",
            FixedIn = said.FixedIn ?? rule.FixedIn,
            Severity = SeverityWord.Of(said.Severity) ?? rule.Severity ?? LevelOf(VexJson.Text(result, "level") ?? rule.Level),
            File = file,
            Url = url?.ToString(),
            Location = DocumentLocation.Of(result["ruleId"] ?? result["message"] ?? result),
        });
        return true;
    }

    private static VulnerabilitySeverity LevelOf(string? level) => level switch
    {
        "error" => VulnerabilitySeverity.High,
        "note" => VulnerabilitySeverity.Low,
        "none" => VulnerabilitySeverity.Negligible,
        _ => VulnerabilitySeverity.Medium,
    };
}
