using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>Reads SPDX 2 as JSON.</summary>
internal static class SpdxReader
{
    private const string Supplier = "Organization: ";
    private const string SystemIdentifier = "SPDXRef-OperatingSystem";

    /// <summary>Identifiers and purposes of what holds packages and is none.</summary>
    private static readonly string[] ContainerIdentifiers = ["SPDXRef-ContainerImage", "SPDXRef-Application", "SPDXRef-Filesystem", "SPDXRef-Repository"];
    private static readonly string[] ContainerPurposes = ["CONTAINER", "APPLICATION", "FILE", "SOURCE", "ARCHIVE", "OPERATING-SYSTEM"];

    /// <summary>Reads a bill.</summary>
    public static SbomFormat Read(JsonElement root, BillContent bill)
    {
        foreach ((string name, string value) in Facts(root))
            if (name == SbomFacts.Note)
                bill.Take(SbomFacts.NoteOf(value));
        Dictionary<string, string> extracted = Extracted(root);
        foreach (JsonElement package in root.Items("packages"))
            ReadPackage(package, extracted, bill);
        return SbomFormat.Spdx;
    }

    private static void ReadPackage(JsonElement package, Dictionary<string, string> extracted, BillContent bill)
    {
        List<(string Name, string Value)> facts = Facts(package);
        string identifier = package.Text("SPDXID") ?? "", purpose = package.Text("primaryPackagePurpose") ?? "";
        string? url = Url(package), name = package.Text("name");
        if ((purpose == "OPERATING-SYSTEM" || identifier.StartsWith(SystemIdentifier, StringComparison.Ordinal)) && !string.IsNullOrEmpty(name))
        {
            bill.Take(new OperatingSystemRelease(name.ToLowerInvariant(), package.Text("versionInfo"))
            {
                Name = facts.FirstOrDefault(f => f.Name == SbomFacts.ReleaseName).Value,
                Likeness = [.. facts.Where(f => f.Name == SbomFacts.ReleaseLikeness).Select(f => f.Value)],
            });
            return;
        }
        if (url is null && (ContainerPurposes.Contains(purpose) || ContainerIdentifiers.Any(i => identifier.StartsWith(i, StringComparison.Ordinal))))
            return;
        bill.Add(url, name, package.Text("versionInfo"), WithSource(facts, package), p => p with
        {
            Vendor = package.Text("supplier") is { } supplier && supplier.StartsWith(Supplier, StringComparison.Ordinal) ? supplier[Supplier.Length..] : null,
            Licenses = Licenses(package, facts, extracted),
        });
    }

    private static string? Url(JsonElement package)
    {
        foreach (JsonElement reference in package.Items("externalRefs"))
            if (reference.Text("referenceType") == "purl")
                return reference.Text("referenceLocator");
        return null;
    }

    /// <summary>
    /// What Trivy and we say beside the fields, <c>Name: value</c>, in annotations or, before, in attribution texts.
    /// </summary>
    private static List<(string Name, string Value)> Facts(JsonElement element)
    {
        var facts = new List<(string, string)>();
        foreach (JsonElement annotation in element.Items("annotations"))
            Add(annotation.Text("comment"), facts);
        foreach (string text in element.Texts("attributionTexts"))
            Add(text, facts);
        return facts;
    }

    private static void Add(string? text, List<(string, string)> facts)
    {
        int colon = text?.IndexOf(": ", StringComparison.Ordinal) ?? -1;
        if (colon > 0)
            facts.Add((text![..colon], text[(colon + 2)..]));
    }

    /// <summary>Trivy writes the source package as <c>built package from: name version</c>.</summary>
    private static List<(string Name, string Value)> WithSource(List<(string Name, string Value)> facts, JsonElement package)
    {
        const string prefix = "built package from: ";
        if (package.Text("sourceInfo") is { } info && info.StartsWith(prefix, StringComparison.Ordinal)
            && info[prefix.Length..].Split(' ') is [var source, var version])
            facts.AddRange([("SrcName", source), ("SrcVersion", version)]);
        return facts;
    }

    private static List<string> Licenses(JsonElement package, List<(string Name, string Value)> facts, Dictionary<string, string> extracted)
    {
        List<string> named = [.. facts.Where(f => f.Name == SbomFacts.License).Select(f => f.Value)];
        if (named.Count > 0)
            return named;
        foreach (string field in (string[])["licenseDeclared", "licenseConcluded"])
            if (package.Text(field) is { Length: > 0 } license and not ("NOASSERTION" or "NONE"))
                return [extracted.GetValueOrDefault(license) ?? license];
        return [];
    }

    private static Dictionary<string, string> Extracted(JsonElement root)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonElement info in root.Items("hasExtractedLicensingInfos"))
            if (info.Text("licenseId") is { } identifier && (info.Text("name") ?? info.Text("extractedText")) is { Length: > 0 } text && text != "NOASSERTION")
                texts[identifier] = text;
        return texts;
    }
}
