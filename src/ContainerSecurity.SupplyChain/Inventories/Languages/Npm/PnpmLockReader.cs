using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>
/// Reads <c>pnpm-lock.yaml</c> of the versions 5 to 9. Since version 9 nothing in it says what is for development; that
/// is what no
/// importer needs to run.
/// </summary>
internal sealed class PnpmLockReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "pnpm-lock.yaml";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "pnpm-lock.yaml") && !NodeModules.Hold(path);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        MappingNode? root = YamlText.Read(FileText.Of(content), out string? fault);
        HashSet<string>? needed = root?["snapshots"] is MappingNode snapshots ? PnpmImporters.Needed(root, snapshots) : null;
        var unknown = new NameList();
        foreach (MappingEntry entry in root?.Fields("packages") ?? [])
        {
            (string? name, string? version) = PnpmKey.Parse(entry.Key);
            var package = entry.Value as MappingNode;
            name = package?.Text("name") ?? name;
            version = package?.Text("version") ?? version;
            bool isDevelopment = needed is null ? package?.IsTrue("dev") == true : !needed.Contains(PnpmKey.WithoutPeers(entry.Key));
            if (name is null || !NpmSpecifier.IsVersion(version))
            {
                if (!entry.Key.Contains("file:", StringComparison.Ordinal))
                    unknown.Add(entry.Key);
            }
            else if (LanguagePackage.Npm(name, version, found.Path) is { } made)
            {
                found.Add(made with { IsDevelopment = isDevelopment });
            }
        }
        found.Note(unknown, "is no package with a version.");
        if (root is null || fault is not null)
            throw new PackageFormatException(fault ?? "it is no mapping");
    }
}
