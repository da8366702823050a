using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Packages.Versions;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports.Formats;

/// <summary>Reads what OSV-Scanner writes as JSON: records of OSV, in groups of one flaw, by package and file.</summary>
internal sealed class OsvScannerReportReader(ReportContent content)
{
    private int[] layers = [];

    public void Read(MappingNode root)
    {
        // The scanner ends with an error where it found nothing to compare, and writes a report where it found any.
        content.IsCompared = true;
        layers = LayersOf(VexJson.Map(root, "image_metadata"));
        foreach (MappingNode result in content.Maps(root, "results"))
        {
            string? path = VexJson.Text(VexJson.Map(result, "source"), "path");
            content.Name ??= path;
            foreach (MappingNode entry in content.Maps(result, "packages"))
                ReadPackage(entry, path);
        }
    }

    private void ReadPackage(MappingNode entry, string? path)
    {
        if (entry["package"] is not MappingNode package)
        {
            content.Error(entry, "The entry has no 'package', so it was not judged.");
            return;
        }
        // What is known by its commit alone has no name.
        string? name = VexJson.Text(package, "name") is { Length: > 0 } named ? named : VexJson.Text(package, "commit");
        if (string.IsNullOrEmpty(name))
        {
            content.Error(package, "The package has neither 'name' nor 'commit', so it was not judged.");
            return;
        }
        var ecosystem = AdvisoryEcosystem.Parse(VexJson.Text(package, "ecosystem") ?? "");
        string? version = VexJson.Text(package, "version");
        var found = new FoundPackage(name, version ?? "", ecosystem, OsvPackageUrl.Of(ecosystem, name, version), path, LayerOf(package));
        content.Packages.Add(new Package(found.Name, found.Version)
        {
            Url = found.Url?.ToString(),
            Licenses = [.. VexJson.Texts(entry, "licenses").Where(l => l != "UNKNOWN")],
            Layer = found.Layer,
            File = path,
            Location = DocumentLocation.Of(package["name"] ?? package),
        });
        ReadFlaws(entry, found);
    }

    private void ReadFlaws(MappingNode entry, FoundPackage package)
    {
        var records = new Dictionary<string, MappingNode>(StringComparer.OrdinalIgnoreCase);
        foreach (MappingNode record in content.Maps(entry, "vulnerabilities"))
            if (content.Required(record, "id", $"The record on '{package.Name}'") is { } id)
                records.TryAdd(id, record);
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (MappingNode group in content.Maps(entry, "groups"))
        {
            string[] ids = [.. VexJson.Texts(group, "ids")];
            told.UnionWith(ids);
            MappingNode[] of = [.. ids.Select(i => records.GetValueOrDefault(i)).OfType<MappingNode>()];
            if (ids.Length == 0)
                content.Error(group, "The group names no flaw, so it was not judged.");
            else
                Add([.. ids, .. VexJson.Texts(group, "aliases")], of, of.Length > 0 ? of[0]["id"]! : group, package, VexJson.Text(group, "max_severity"));
        }
        foreach ((string id, MappingNode record) in records)
            if (!told.Contains(id))
                Add([id], [record], record["id"]!, package, null);
    }

    private void Add(string[] names, MappingNode[] records, DocumentNode place, FoundPackage package, string? score)
    {
        if (records.Length > 0 && records.All(r => VexJson.Text(r, "withdrawn") is not null))
            return;
        string[] all = [.. names, .. records.SelectMany(r => VexJson.Texts(r, "aliases").Concat(VexJson.Texts(r, "upstream")))];
        VulnerabilitySeverity? said = records
            .Select(r => SeverityWord.Of(VexJson.Text(VexJson.Map(r, "database_specific"), "severity"))).FirstOrDefault(s => s is not null);
        content.Flaws.Add(new Vulnerability(all[0], package.Name, package.Version)
        {
            Aliases = all[1..],
            Ecosystem = package.Url?.Type ?? package.Ecosystem.Name,
            FixedIn = FixedIn(records, package),
            Severity = said ?? SeverityWord.OfScore(score),
            SeveritySource = said is null ? null : all[0].Split('-')[0],
            Published = records.Select(r => VexJson.Time(r, "published")).FirstOrDefault(t => t is not null),
            Layer = package.Layer,
            File = package.File,
            Url = package.Url?.ToString(),
            Location = DocumentLocation.Of(place),
        });
    }

    /// <summary>The lowest version that mends the flaw and is newer; null where none does.</summary>
    private static string? FixedIn(MappingNode[] records, FoundPackage package)
    {
        VersionOrder order = VersionOrder.Of(package.Ecosystem.Versions ?? PackageEcosystem.SemVer);
        if (!order.IsValid(package.Version))
            return null;
        return records.SelectMany(r => VexJson.Maps(r, "affected"))
            .Where(a => IsOf(VexJson.Map(a, "package"), package))
            .SelectMany(a => VexJson.Maps(a, "ranges")).Where(r => VexJson.Text(r, "type") != "GIT")
            .SelectMany(r => VexJson.Maps(r, "events")).Select(e => VexJson.Text(e, "fixed")).OfType<string>()
            .Where(v => order.IsValid(v) && order.Compare(v, package.Version) > 0)
            .Order(Comparer<string>.Create(order.Compare)).FirstOrDefault();
    }

    private static bool IsOf(MappingNode? affected, FoundPackage package) =>
        string.Equals(VexJson.Text(affected, "name"), package.Name, StringComparison.OrdinalIgnoreCase)
        && AdvisoryEcosystem.Parse(VexJson.Text(affected, "ecosystem") ?? "") is var ecosystem && ecosystem.Name == package.Ecosystem.Name
        && (ecosystem.Release is null || package.Ecosystem.Release is null || ecosystem.Release == package.Ecosystem.Release);

    /// <summary>The number of the layer of each step of an image; steps that made none have that of the next layer.</summary>
    private static int[] LayersOf(MappingNode? image)
    {
        var numbers = new List<int>();
        int next = 0;
        foreach (MappingNode step in VexJson.Maps(image, "layer_metadata"))
        {
            numbers.Add(next);
            if (VexJson.Text(step, "is_empty") != "true")
                next++;
        }
        return [.. numbers];
    }

    private int? LayerOf(MappingNode package) =>
        int.TryParse(VexJson.Text(VexJson.Map(package, "image_origin_details"), "index"), out int step) && step >= 0 && step < layers.Length
            ? layers[step]
            : null;

    private sealed record FoundPackage(string Name, string Version, AdvisoryEcosystem Ecosystem, PackageUrl? Url, string? File, int? Layer);
}
