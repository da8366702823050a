using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports.Formats;

/// <summary>Reads what Grype writes as JSON.</summary>
internal sealed class GrypeReportReader(ReportContent content)
{
    private string[] layers = [];

    public void Read(MappingNode root)
    {
        content.IsCompared = true;
        ReadSource(VexJson.Map(root, "source"));
        foreach (MappingNode match in content.Maps(root, "matches"))
            ReadMatch(match);
        if (VexJson.Items(root, "ignoredMatches").Count() is > 0 and int ignored)
            content.PassOver($"{ignored} matches that the scanner itself left out are not read.");
    }

    private void ReadSource(MappingNode? source)
    {
        MappingNode? target = VexJson.Map(source, "target");
        content.Name = VexJson.Text(target, "userInput") ?? VexJson.Text(source, "target") ?? VexJson.Text(target, "name");
        foreach (string key in (string[])["manifestDigest", "imageID"])
            content.AddDigest(VexJson.Text(target, key));
        foreach (string digest in VexJson.Texts(target, "repoDigests"))
            content.AddDigest(digest);
        layers = [.. VexJson.Maps(target, "layers").Select(l => VexJson.Text(l, "digest") ?? "")];
    }

    private void ReadMatch(MappingNode match)
    {
        if (match["vulnerability"] is not MappingNode flaw || match["artifact"] is not MappingNode package)
        {
            content.Error(match, "The match has no 'vulnerability' or no 'artifact', so it was not judged.");
            return;
        }
        if (content.Required(flaw, "id", "The match") is not { } id || content.Required(package, "name", $"The package of '{id}'") is not { } name)
            return;
        MappingNode[] related = [.. content.Maps(match, "relatedVulnerabilities")];
        MappingNode? mend = VexJson.Map(flaw, "fix"), place = VexJson.Maps(package, "locations").FirstOrDefault();
        string versions = string.Join(", ", VexJson.Texts(mend, "versions"));
        VulnerabilitySeverity? severity = SeverityWord.Of(VexJson.Text(flaw, "severity"));
        string? space = VexJson.Text(flaw, "namespace");
        string? url = VexJson.Text(package, "purl");
        content.Flaws.Add(new Vulnerability(id, name, VexJson.Text(package, "version") ?? "")
        {
            Aliases = [.. related.Select(r => VexJson.Text(r, "id")).OfType<string>()],
            Ecosystem = VexJson.Url(url)?.Type ?? VexJson.Text(package, "type") ?? "",
            FixedIn = versions.Length == 0 || VexJson.Text(mend, "state") is "wont-fix" or "not-fixed" ? null : versions,
            Severity = severity ?? related.Select(r => SeverityWord.Of(VexJson.Text(r, "severity"))).FirstOrDefault(s => s is not null),
            SeveritySource = severity is null ? null : space?.Split(':')[0],
            IsExploited = VexJson.Items(flaw, "knownExploited").Any() ? true : null,
            Likelihood = LikelihoodOf(flaw),
            Layer = VexJson.Text(place, "layerID") is { } layer && Array.IndexOf(layers, layer) is >= 0 and int index ? index : null,
            File = VexJson.Text(place, "path")?.TrimStart('/'),
            Url = VexJson.Url(url)?.ToString(),
            Location = DocumentLocation.Of(flaw["id"]!),
        });
    }

    private static double? LikelihoodOf(MappingNode flaw)
    {
        double? most = null;
        foreach (MappingNode prediction in VexJson.Maps(flaw, "epss"))
            if (double.TryParse(VexJson.Text(prediction, "epss"), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && value is >= 0 and <= 1 && !(value <= most))
                most = value;
        return most;
    }
}
