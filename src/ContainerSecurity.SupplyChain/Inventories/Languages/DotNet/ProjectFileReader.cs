using System.Xml.Linq;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>
/// Reads the package references of a project file where their versions stand plainly in it. What they bring with them
/// is only
/// in <c>packages.lock.json</c> and <c>project.assets.json</c>.
/// </summary>
internal sealed class ProjectFileReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "a project file";

    /// <inheritdoc/>
    public override bool Accepts(string path) =>
        path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".fsproj", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".vbproj", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        XElement root = XmlText.Read(content);
        var properties = new MsBuildProperties(root);
        var unknown = new NameList();
        foreach (XElement item in root.Descendants("PackageReference"))
        {
            if (XmlText.Attribute(item, "Include") is not { Length: > 0 } name)
                continue;
            string? version = Value(item, "Version") ?? Value(item, "VersionOverride");
            if (NuGetVersion.Exact(properties.Resolve(version)) is not { } exact)
                unknown.Add(name);
            else if (LanguagePackage.NuGet(name, exact, found.Path) is { } package)
                found.Add(package with { IsDevelopment = string.Equals(Value(item, "PrivateAssets"), "all", StringComparison.OrdinalIgnoreCase) });
        }
        found.Note(unknown, "has no single version in this file; restore writes it to project.assets.json and packages.lock.json.");
    }

    private static string? Value(XElement item, string name) => XmlText.Attribute(item, name) ?? item.Child(name);
}
