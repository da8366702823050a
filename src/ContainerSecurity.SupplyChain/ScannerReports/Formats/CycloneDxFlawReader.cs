using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports.Formats;

/// <summary>Reads the vulnerabilities of CycloneDX 1.4 and later, but those whose analysis says that they do no harm.</summary>
/// <param name="content">Takes what is read.</param>
/// <param name="outside">The place of all that is found where the bill is not written in the file as it is; null where it is.</param>
internal sealed partial class CycloneDxFlawReader(ReportContent content, DocumentLocation? outside)
{
    private static readonly string[] Settled = ["resolved", "resolved_with_pedigree", "false_positive", "not_affected"];
    private readonly Dictionary<string, MappingNode> components = new(StringComparer.Ordinal);

    public void Read(MappingNode bill)
    {
        if (VexJson.Map(VexJson.Map(bill, "metadata"), "component") is { } subject)
        {
            Index(subject);
            content.AddDigest(VexJson.Url(VexJson.Text(subject, "purl"))?.Version);
        }
        IndexBelow(bill);
        foreach (MappingNode flaw in content.Maps(bill, "vulnerabilities"))
            ReadFlaw(flaw);
    }

    private void IndexBelow(MappingNode owner)
    {
        foreach (MappingNode component in VexJson.Maps(owner, "components"))
            Index(component);
    }

    private void Index(MappingNode component)
    {
        if (VexJson.Text(component, "bom-ref") is { } reference)
            components.TryAdd(reference, component);
        IndexBelow(component);
    }

    private void ReadFlaw(MappingNode flaw)
    {
        if (content.Required(flaw, "id", "The vulnerability") is not { } id || VexJson.Text(flaw, "rejected") is not null
            || Settled.Contains(VexJson.Text(VexJson.Map(flaw, "analysis"), "state")))
            return;
        MappingNode[] affected = [.. content.Maps(flaw, "affects")];
        if (affected.Length == 0)
            content.Error(flaw, $"'{id}' names nothing that it affects ('affects'), so it was not judged.");
        foreach (MappingNode one in affected)
            if (content.Required(one, "ref", $"What '{id}' affects") is { } reference)
                Add(flaw, id, one, reference);
    }

    private void Add(MappingNode flaw, string id, MappingNode affected, string reference)
    {
        string name = WithoutLink(reference);
        MappingNode? component = components.GetValueOrDefault(reference) ?? components.GetValueOrDefault(name)
            ?? components.GetValueOrDefault(Uri.UnescapeDataString(name));
        PackageUrl? url = VexJson.Url(component is null ? name : VexJson.Text(component, "purl"))
            ?? (component is null ? VexJson.Url(Uri.UnescapeDataString(name)) : null);
        string version = VexJson.Text(component, "version") ?? url?.Version ?? "";
        MappingNode[] versions = [.. VexJson.Maps(affected, "versions")];
        if (version.Length > 0 && versions.Length > 0 && versions.All(v => IsUnaffected(v, version)))
            return;
        (VulnerabilitySeverity? severity, string? source) = SeverityOf(flaw);
        content.Flaws.Add(new Vulnerability(id, NameOf(component, url) ?? name, version)
        {
            Aliases = [.. VexJson.Maps(flaw, "references").Select(r => VexJson.Text(r, "id")).OfType<string>()],
            Ecosystem = url?.Type ?? "",
            FixedIn = VexJson.Text(flaw, "recommendation") is { Length: < MaxText } advice && Advice().Match(advice) is { Success: true } said
                ? said.Groups[1].Value.TrimEnd('.')
                : null,
            Severity = severity,
            SeveritySource = source,
            Published = VexJson.Time(flaw, "published", "created"),
            Url = url?.ToString(),
            Location = outside ?? DocumentLocation.Of(flaw["id"]!),
        });
    }

    /// <summary>Whether an entry says that a version is not affected; what ranges say is not known here and counts.</summary>
    private static bool IsUnaffected(MappingNode entry, string version) =>
        VexJson.Text(entry, "version") is { } one && (one == version) == (VexJson.Text(entry, "status") == "unaffected");

    private static string? NameOf(MappingNode? component, PackageUrl? url)
    {
        if (VexJson.Text(component, "name") is not { Length: > 0 } name)
            return url is null ? null
                : url.Namespace is null || url.Type is "deb" or "rpm" or "apk" ? url.Name
                : $"{url.Namespace}/{url.Name}";
        return VexJson.Text(component, "group") is { Length: > 0 } group ? $"{group}/{name}" : name;
    }

    /// <summary>What stands behind the number sign of a BOM-Link (<c>urn:cdx:SERIAL/VERSION#REF</c>).</summary>
    private static string WithoutLink(string reference) =>
        reference.StartsWith("urn:cdx:", StringComparison.OrdinalIgnoreCase) && reference.IndexOf('#', StringComparison.Ordinal) is > 0 and int mark
            ? reference[(mark + 1)..]
            : reference;

    /// <summary>Whoever tells of the flaw says how bad it is, else the first that does.</summary>
    private static (VulnerabilitySeverity? Severity, string? Source) SeverityOf(MappingNode flaw)
    {
        string? teller = VexJson.Text(VexJson.Map(flaw, "source"), "name");
        var rated = VexJson.Maps(flaw, "ratings")
            .Select(r => (
                Source: VexJson.Text(VexJson.Map(r, "source"), "name"),
                Severity: SeverityWord.Of(VexJson.Text(r, "severity")) ?? SeverityWord.OfScore(VexJson.Text(r, "score"))))
            .Where(r => r.Severity is not null).ToList();
        (string? Source, VulnerabilitySeverity? Severity) best =
            rated.Find(r => teller is not null && string.Equals(r.Source, teller, StringComparison.OrdinalIgnoreCase));
        if (best.Severity is null)
            best = rated.FirstOrDefault();
        return (best.Severity, best.Severity is null ? null : best.Source);
    }

    private const int MaxText = 1000;

    [GeneratedRegex(@"\b(?:to|version|>=)\s+(?:version\s+)?v?([0-9][^\s,;]*)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Advice();
}
