using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>Reads the <c>package.json</c> of each package installed in a node_modules folder.</summary>
internal sealed class InstalledNpmReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "package.json";

    /// <inheritdoc/>
    public override bool Accepts(string path) =>
        FilePath.IsNamed(path, "package.json") && path.LastIndexOf('/') is > 0 and var slash && NodeModules.PackageAt(path[..slash]) is not null;

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        using JsonDocument document = JsonText.Read(content);
        JsonElement root = document.RootElement;
        if (LanguagePackage.Npm(root.Text("name"), root.Text("version"), found.Path) is { Version.Length: > 0 } package)
            found.Add(package with { Licenses = NpmLicenses.Of(root) });
        else
            found.Note("The package.json of the folder names no package with a version.");
    }
}
