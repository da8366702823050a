using System.Xml.Linq;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>Reads <c>packages.config</c>, the list of packages of older projects.</summary>
internal sealed class PackagesConfigReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "packages.config";

    /// <inheritdoc/>
    public override bool Accepts(string path) => string.Equals(FilePath.NameOf(path), "packages.config", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        foreach (XElement item in XmlText.Read(content).Elements("package"))
        {
            bool isDevelopment = string.Equals(XmlText.Attribute(item, "developmentDependency"), "true", StringComparison.OrdinalIgnoreCase);
            if (LanguagePackage.NuGet(XmlText.Attribute(item, "id"), XmlText.Attribute(item, "version"), found.Path) is { } package)
                found.Add(package with { IsDevelopment = isDevelopment });
        }
    }
}
