using System.Globalization;
using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>Writes CycloneDX 1.6.</summary>
internal static class CycloneDxWriter
{
    private const string Root = "subject";
    private const string System = "operating-system";

    /// <summary>Writes a bill.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="inventory">The packages.</param>
    /// <param name="options">What else it says.</param>
    /// <param name="serialNumber">Its serial number; null for none.</param>
    public static void Write(Stream output, PackageInventory inventory, SbomOptions options, string? serialNumber)
    {
        using var json = new SbomJson(output);
        json.Object(null, () =>
        {
            json.Field("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.Field("bomFormat", "CycloneDX");
            json.Field("specVersion", "1.6");
            json.Field("serialNumber", serialNumber);
            json.Field("version", 1);
            json.Object("metadata", () => WriteMetadata(json, inventory, options));
            json.List("components", () =>
            {
                if (inventory.Release is { } release)
                    json.Object(null, () => WriteRelease(json, release));
                IReadOnlyList<string> names = ContentIdentity.NamesOf(inventory.Packages);
                for (int i = 0; i < inventory.Packages.Count; i++)
                    WriteComponent(json, inventory.Packages[i], names[i]);
            });
            if (inventory.Notes.Count > 0)
                WriteIncomplete(json);
        });
    }

    private static void WriteMetadata(SbomJson json, PackageInventory inventory, SbomOptions options)
    {
        json.Field("timestamp", options.Created?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.Object("tools", () => json.List("components", () => json.Object(null, () =>
        {
            json.Field("type", "application");
            json.Field("name", SbomTool.Name);
            json.Field("version", SbomTool.Version);
        })));
        json.Object("component", () =>
        {
            json.Field("type", SbomTool.IsImage(inventory) ? "container" : "application");
            json.Field("bom-ref", Root);
            json.Field("name", options.Name);
            json.Field("version", options.Version);
        });
        WriteProperties(json, inventory.Notes.Select(n => (SbomFacts.Note, SbomFacts.ValueOf(n))));
    }

    private static void WriteRelease(SbomJson json, OperatingSystemRelease release)
    {
        json.Field("type", System);
        json.Field("bom-ref", System);
        json.Field("name", release.Id);
        json.Field("version", release.Version);
        IEnumerable<(string, string)> likeness = release.Likeness.Select(l => (SbomFacts.ReleaseLikeness, l));
        WriteProperties(json, release.Name is { } name ? likeness.Prepend((SbomFacts.ReleaseName, name)) : likeness);
    }

    private static void WriteComponent(SbomJson json, InstalledPackage package, string reference) => json.Object(null, () =>
    {
        json.Field("type", "library");
        json.Field("bom-ref", reference);
        if (package.Vendor is { } vendor)
            json.Object("supplier", () => json.Field("name", vendor));
        if (!SbomFacts.IsOfSystem(package.Url))
            json.Field("group", package.Url.Namespace);
        json.Field("name", package.Url.Name);
        json.Field("version", package.Version.Length > 0 ? package.Version : null);
        json.Field("scope", package.IsDevelopment ? "excluded" : null);
        WriteLicenses(json, package.Licenses);
        json.Field("purl", package.Url.ToString());
        WriteProperties(json, SbomFacts.Of(package).Select(f =>
            (f.Name.Contains(':', StringComparison.Ordinal) ? f.Name : SbomFacts.TrivyPrefix + f.Name, f.Value)));
        json.Object("evidence", () => WriteEvidence(json, package));
    });

    /// <summary>
    /// Several licences have an identifier or a name each; only one that is alone may be an expression.
    /// </summary>
    private static void WriteLicenses(SbomJson json, IReadOnlyList<string> licenses)
    {
        if (licenses.Count == 0)
            return;
        json.List("licenses", () =>
        {
            foreach (string license in licenses)
            {
                json.Object(null, () =>
                {
                    if (licenses.Count == 1 && !LicenseExpression.IsIdentifier(license) && LicenseExpression.IsValid(license))
                        json.Field("expression", license);
                    else
                        json.Object("license", () => json.Field(LicenseExpression.IsIdentifier(license) ? "id" : "name", license));
                });
            }
        });
    }

    private static void WriteEvidence(SbomJson json, InstalledPackage package)
    {
        json.List("identity", () => json.Object(null, () =>
        {
            json.Field("field", "purl");
            json.Field("confidence", 1);
            json.List("methods", () => json.Object(null, () =>
            {
                json.Field("technique", "manifest-analysis");
                json.Field("confidence", 1);
                json.Field("value", package.File);
            }));
        }));
        json.List("occurrences", () => json.Object(null, () =>
        {
            json.Field("location", package.File);
            json.Field("additionalContext", package.Layer is { } layer ? $"layer {layer}" : null);
        }));
    }

    private static void WriteProperties(SbomJson json, IEnumerable<(string Name, string Value)> properties)
    {
        List<(string Name, string Value)> written = [.. properties];
        if (written.Count == 0)
            return;
        json.List("properties", () =>
        {
            foreach ((string name, string value) in written)
            {
                json.Object(null, () =>
                {
                    json.Field("name", name);
                    json.Field("value", value);
                });
            }
        });
    }

    /// <summary>Where something could not be read, the list of packages does not claim to be whole.</summary>
    private static void WriteIncomplete(SbomJson json) => json.List("compositions", () => json.Object(null, () =>
    {
        json.Field("aggregate", "incomplete");
        json.List("assemblies", () => json.Item(Root));
    }));
}
