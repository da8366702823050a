using System.Globalization;
using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>Writes SPDX 2.3.</summary>
internal sealed class SpdxWriter
{
    private const string Document = "SPDXRef-DOCUMENT";
    private const string Root = "SPDXRef-Subject";
    private const string System = "SPDXRef-OperatingSystem";
    private const string Unknown = "NOASSERTION";

    private readonly SbomJson json;
    private readonly string created;
    private readonly SpdxLicenses licenses = new();

    private SpdxWriter(SbomJson json, string created) => (this.json, this.created) = (json, created);

    /// <summary>Writes a bill.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="inventory">The packages.</param>
    /// <param name="options">What else it says.</param>
    /// <param name="identity">What makes its namespace different from that of others.</param>
    public static void Write(Stream output, PackageInventory inventory, SbomOptions options, string identity)
    {
        using var json = new SbomJson(output);
        string created = (options.Created ?? DateTimeOffset.UnixEpoch).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        json.Object(null, () => new SpdxWriter(json, created).Write(inventory, options, identity));
    }

    private void Write(PackageInventory inventory, SbomOptions options, string identity)
    {
        json.Field("spdxVersion", "SPDX-2.3");
        json.Field("dataLicense", "CC0-1.0");
        json.Field("SPDXID", Document);
        json.Field("name", options.Name);
        json.Field("documentNamespace", $"https://spdx.org/spdxdocs/{Uri.EscapeDataString(options.Name)}-{identity}");
        json.Object("creationInfo", () =>
        {
            json.Field("created", created);
            json.List("creators", () => json.Item($"Tool: {SbomTool.Name}-{SbomTool.Version}"));
        });
        IReadOnlyList<string> names = ContentIdentity.NamesOf(inventory.Packages);
        json.List("packages", () =>
        {
            WriteSubject(inventory, options);
            if (inventory.Release is { } release)
                WriteRelease(release);
            for (int i = 0; i < inventory.Packages.Count; i++)
                WritePackage(inventory.Packages[i], names[i]);
        });
        WriteExtracted();
        WriteAnnotations(inventory.Notes.Select(n => (SbomFacts.Note, SbomFacts.ValueOf(n))));
        json.List("relationships", () =>
        {
            WriteRelationship(Document, "DESCRIBES", Root);
            if (inventory.Release is not null)
                WriteRelationship(Root, "CONTAINS", System);
            foreach (string name in names)
                WriteRelationship(Root, "CONTAINS", IdentifierOf(name));
        });
    }

    private static string IdentifierOf(string name) => $"SPDXRef-Package-{name}";

    private void WriteSubject(PackageInventory inventory, SbomOptions options) => json.Object(null, () =>
    {
        WriteHead(Root, options.Name, options.Version, null, null);
        json.Field("primaryPackagePurpose", SbomTool.IsImage(inventory) ? "CONTAINER" : "APPLICATION");
    });

    private void WriteRelease(OperatingSystemRelease release) => json.Object(null, () =>
    {
        WriteHead(System, release.Id, release.Version, null, null);
        json.Field("primaryPackagePurpose", "OPERATING-SYSTEM");
        IEnumerable<(string, string)> likeness = release.Likeness.Select(l => (SbomFacts.ReleaseLikeness, l));
        WriteAnnotations(release.Name is { } name ? likeness.Prepend((SbomFacts.ReleaseName, name)) : likeness);
    });

    private void WritePackage(InstalledPackage package, string name) => json.Object(null, () =>
    {
        WriteHead(IdentifierOf(name), package.Name, package.Version, package.Vendor, licenses.Declare(package.Licenses));
        json.Field("primaryPackagePurpose", "LIBRARY");
        if (SbomFacts.IsOfSystem(package.Url))
            json.Field("sourceInfo", $"built package from: {package.SourceName} {package.SourceVersion}");
        json.List("externalRefs", () => json.Object(null, () =>
        {
            json.Field("referenceCategory", "PACKAGE-MANAGER");
            json.Field("referenceType", "purl");
            json.Field("referenceLocator", package.Url.ToString());
        }));
        IEnumerable<string> written = SpdxLicenses.AreDeclared(package.Licenses) ? [] : package.Licenses;
        WriteAnnotations(SbomFacts.Of(package).Concat(written.Select(l => (SbomFacts.License, l))));
    });

    private void WriteHead(string identifier, string name, string? version, string? vendor, string? license)
    {
        json.Field("SPDXID", identifier);
        json.Field("name", name);
        json.Field("versionInfo", string.IsNullOrEmpty(version) ? null : version);
        json.Field("supplier", vendor is null ? Unknown : $"Organization: {vendor}");
        json.Field("downloadLocation", Unknown);
        json.Field("filesAnalyzed", false);
        json.Field("licenseConcluded", Unknown);
        json.Field("licenseDeclared", license ?? Unknown);
        json.Field("copyrightText", Unknown);
    }

    private void WriteExtracted()
    {
        if (licenses.Extracted.Count == 0)
            return;
        json.List("hasExtractedLicensingInfos", () =>
        {
            foreach ((string identifier, string text) in licenses.Extracted)
            {
                json.Object(null, () =>
                {
                    json.Field("licenseId", identifier);
                    json.Field("name", text);
                    json.Field("extractedText", text);
                });
            }
        });
    }

    private void WriteAnnotations(IEnumerable<(string Name, string Value)> facts)
    {
        List<(string Name, string Value)> written = [.. facts];
        if (written.Count == 0)
            return;
        json.List("annotations", () =>
        {
            foreach ((string name, string value) in written)
            {
                json.Object(null, () =>
                {
                    json.Field("annotator", $"Tool: {SbomTool.Name}-{SbomTool.Version}");
                    json.Field("annotationDate", created);
                    json.Field("annotationType", "OTHER");
                    json.Field("comment", $"{name}: {value}");
                });
            }
        });
    }

    private void WriteRelationship(string from, string kind, string to) => json.Object(null, () =>
    {
        json.Field("spdxElementId", from);
        json.Field("relationshipType", kind);
        json.Field("relatedSpdxElement", to);
    });
}
