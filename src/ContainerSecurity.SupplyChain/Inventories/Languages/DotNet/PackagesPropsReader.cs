using System.Xml.Linq;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>
/// Reads <c>Directory.Packages.props</c>, which gives the projects below it the versions of their packages.
/// </summary>
internal sealed class PackagesPropsReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "Directory.Packages.props";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.NameOf(path).EndsWith("Packages.props", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        XElement root = XmlText.Read(content);
        var properties = new MsBuildProperties(root);
        var unknown = new NameList();
        foreach (XElement item in root.Elements("ItemGroup").Elements())
        {
            bool isGlobal = item.Name.LocalName == "GlobalPackageReference";
            if (!isGlobal && item.Name.LocalName != "PackageVersion")
                continue;
            string? name = XmlText.Attribute(item, "Include") ?? XmlText.Attribute(item, "Update");
            string? version = XmlText.Attribute(item, "Version") ?? item.Child("Version");
            if (NuGetVersion.Exact(properties.Resolve(version)) is not { } exact)
                unknown.Add(name ?? "");
            else if (LanguagePackage.NuGet(name, exact, found.Path) is { } package)
                found.Add(package with { IsDevelopment = isGlobal });
        }
        found.Note(unknown, "has no single version here, so which one is used is not known.");
    }
}
