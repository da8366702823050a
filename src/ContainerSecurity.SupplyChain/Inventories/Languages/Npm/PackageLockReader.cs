using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>
/// Reads <c>package-lock.json</c> and <c>npm-shrinkwrap.json</c> of versions 1 to 3. Optional and bundled packages
/// count as any
/// other; packages of the workspace itself are left out.
/// </summary>
internal sealed class PackageLockReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "package-lock.json";

    /// <inheritdoc/>
    public override bool Accepts(string path) =>
        (FilePath.IsNamed(path, "package-lock.json") || FilePath.IsNamed(path, "npm-shrinkwrap.json")) && !NodeModules.Hold(path);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        using JsonDocument document = JsonText.Read(content);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new PackageFormatException("it is no object");
        var unknown = new NameList();
        if (root.Field("packages") is { ValueKind: JsonValueKind.Object } packages)
            ReadPackages(packages, found, unknown);
        else
            ReadDependencies(root, found, unknown);
        found.Note(unknown, "has no version in the lock file.");
    }

    private static void ReadPackages(JsonElement packages, FoundPackages found, NameList unknown)
    {
        foreach (JsonProperty entry in packages.EnumerateObject())
        {
            if (NodeModules.PackageAt(entry.Name) is not { } name || entry.Value.IsTrue("link"))
                continue;
            name = entry.Value.Text("name") ?? name;
            if (LanguagePackage.Npm(name, entry.Value.Text("version"), found.Path) is not { Version.Length: > 0 } package)
                unknown.Add(name);
            else
                found.Add(package with { IsDevelopment = entry.Value.IsTrue("dev"), Licenses = NpmLicenses.Of(entry.Value) });
        }
    }

    /// <summary>Version 1: the packages of a package's own node_modules are its dependencies.</summary>
    private static void ReadDependencies(JsonElement owner, FoundPackages found, NameList unknown)
    {
        foreach (JsonProperty entry in owner.Fields("dependencies"))
        {
            (string name, string? version) = (entry.Name, entry.Value.Text("version"));
            if (version is not null && NpmSpecifier.Alias(version) is var (real, realVersion))
                (name, version) = (real, realVersion);
            if (NpmSpecifier.IsLocal(version))
                continue;
            if (NpmSpecifier.IsVersion(version) && LanguagePackage.Npm(name, version, found.Path) is { } package)
                found.Add(package with { IsDevelopment = entry.Value.IsTrue("dev") });
            else
                unknown.Add(name);
            ReadDependencies(entry.Value, found, unknown);
        }
    }
}
