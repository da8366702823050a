using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports.Formats;

/// <summary>Reads what Trivy writes as JSON: schema 2, the list before it, and the reports on clusters.</summary>
internal sealed class TrivyReportReader(ReportContent content)
{
    private const int MaxResources = 100_000;
    private static readonly string[] PackageClasses = ["os-pkgs", "lang-pkgs"];

    public void Read(DocumentNode root)
    {
        if (root is SequenceNode list)
        {
            ReadResults(list.Items.OfType<MappingNode>(), []);
            return;
        }
        var report = (MappingNode)root;
        content.Name = VexJson.Text(report, "ArtifactName") ?? VexJson.Text(report, "ClusterName");
        ReadReport(report);
        foreach (MappingNode resource in content.Maps(report, "Resources").Concat(content.Maps(report, "Findings")).Take(MaxResources))
            ReadReport(resource);
    }

    private void ReadReport(MappingNode report)
    {
        MappingNode? metadata = VexJson.Map(report, "Metadata"), system = VexJson.Map(metadata, "OS");
        content.AddDigest(VexJson.Text(metadata, "ImageID"));
        foreach (string digest in VexJson.Texts(metadata, "RepoDigests"))
            content.AddDigest(digest);
        if (VexJson.Text(system, "EOSL") == "true")
            content.Unknown.Add($"The release '{VexJson.Text(system, "Family")} {VexJson.Text(system, "Name")}' gets no fixes any more, "
                + "so advisories do not tell of all that is wrong with it.");
        ReadResults(content.Maps(report, "Results"), [.. VexJson.Texts(metadata, "DiffIDs")]);
    }

    private void ReadResults(IEnumerable<MappingNode> results, string[] diffIds)
    {
        int others = 0;
        foreach (MappingNode result in results)
        {
            bool hasFlaws = result["Vulnerabilities"] is SequenceNode { Items.Count: > 0 };
            // The form before schema 2 has no classes.
            content.IsCompared |= hasFlaws
                || (VexJson.Text(result, "Class") is { } kind ? PackageClasses.Contains(kind) : VexJson.Text(result, "Type") is not null);
            foreach (MappingNode flaw in content.Maps(result, "Vulnerabilities"))
                ReadFlaw(flaw, result, diffIds);
            foreach (MappingNode package in content.Maps(result, "Packages"))
                ReadPackage(package, result, diffIds);
            foreach (string key in (string[])["Misconfigurations", "Secrets", "ExperimentalModifiedFindings"])
                others += VexJson.Items(result, key).Count();
        }
        if (others > 0)
            content.PassOver($"{others} entries of other kinds (misconfigurations, secrets, what the scanner itself left out) are not read, only flaws of packages.");
    }

    private void ReadFlaw(MappingNode flaw, MappingNode result, string[] diffIds)
    {
        if (content.Required(flaw, "VulnerabilityID", "The entry") is not { } id || content.Required(flaw, "PkgName", $"'{id}'") is not { } name)
            return;
        string status = VexJson.Text(flaw, "Status") ?? "";
        if (status == "not_affected")
            return;
        content.Flaws.Add(new Vulnerability(id, name, VexJson.Text(flaw, "InstalledVersion") ?? "")
        {
            Aliases = [.. VexJson.Texts(flaw, "VendorIDs")],
            Ecosystem = VexJson.Url(UrlOf(flaw, "PkgIdentifier"))?.Type ?? VexJson.Text(result, "Type") ?? "",
            FixedIn = VexJson.Text(flaw, "FixedVersion") is { Length: > 0 } version ? version : null,
            Severity = SeverityWord.Of(VexJson.Text(flaw, "Severity")),
            SeveritySource = VexJson.Text(flaw, "SeveritySource") is { Length: > 0 } source ? source : null,
            Published = VexJson.Time(flaw, "PublishedDate"),
            Layer = LayerOf(flaw, diffIds),
            File = FileOf(VexJson.Text(flaw, "PkgPath"), result),
            Url = VexJson.Url(UrlOf(flaw, "PkgIdentifier"))?.ToString(),
            Location = DocumentLocation.Of(flaw["VulnerabilityID"]!),
        });
    }

    private void ReadPackage(MappingNode package, MappingNode result, string[] diffIds)
    {
        if (content.Required(package, "Name", "The package") is not { } name)
            return;
        string version = VexJson.Text(package, "Version") ?? "", release = VexJson.Text(package, "Release") ?? "", epoch = VexJson.Text(package, "Epoch")
            ?? "0";
        content.Packages.Add(new Package(name, $"{(epoch is "0" or "" ? "" : epoch + ":")}{version}{(release.Length == 0 ? "" : "-" + release)}")
        {
            Url = VexJson.Url(UrlOf(package, "Identifier"))?.ToString(),
            Licenses = [.. VexJson.Texts(package, "Licenses")],
            Layer = LayerOf(package, diffIds),
            File = FileOf(VexJson.Text(package, "FilePath"), result),
            Location = DocumentLocation.Of(package["Name"]!),
        });
    }

    private static string? UrlOf(MappingNode entry, string key) => VexJson.Text(VexJson.Map(entry, key), "PURL");

    private static int? LayerOf(MappingNode entry, string[] diffIds) =>
        VexJson.Text(VexJson.Map(entry, "Layer"), "DiffID") is { } diffId && Array.IndexOf(diffIds, diffId) is >= 0 and int layer ? layer : null;

    private static string? FileOf(string? path, MappingNode result) =>
        path is { Length: > 0 } ? path.TrimStart('/') : VexJson.Text(result, "Class") == "lang-pkgs" ? VexJson.Text(result, "Target") : null;
}
