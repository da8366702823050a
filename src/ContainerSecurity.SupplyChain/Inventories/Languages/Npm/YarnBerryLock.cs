using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>
/// The lock file of yarn 2 and later, where <c>resolution</c> names the package even behind an alias or a patch.
/// </summary>
internal static class YarnBerryLock
{
    /// <summary>Reads the packages.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Takes them.</param>
    public static void Read(string text, FoundPackages found)
    {
        MappingNode? root = YamlText.Read(text, out string? fault);
        var unknown = new NameList();
        foreach (MappingEntry entry in root?.Entries ?? [])
        {
            if (entry.Key == "__metadata" || entry.Value is not MappingNode package)
                continue;
            string resolution = package.Text("resolution") ?? entry.Key.Split(',')[0].Trim();
            if (NpmSpecifier.Split(resolution) is not var (name, specifier))
                unknown.Add(entry.Key);
            else if (NpmSpecifier.IsLocal(specifier))
                continue;
            else if (NpmSpecifier.IsVersion(package.Text("version")))
                found.Add(LanguagePackage.Npm(name, package.Text("version"), found.Path));
            else
                unknown.Add(name);
        }
        found.Note(unknown, "has no version in the lock file.");
        if (fault is not null)
            throw new PackageFormatException(fault);
    }
}
