using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>
/// Reads <c>packages.lock.json</c>, whose versions differ from target framework to target framework: each is a package.
/// </summary>
internal sealed class PackagesLockReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "packages.lock.json";

    /// <inheritdoc/>
    public override bool Accepts(string path) =>
        FilePath.NameOf(path) is ['p', 'a', 'c', 'k', 'a', 'g', 'e', 's', '.', ..] name && name.EndsWith(".lock.json", StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        using JsonDocument document = JsonText.Read(content);
        if (document.RootElement.Field("dependencies") is not { ValueKind: JsonValueKind.Object } frameworks)
            throw new PackageFormatException("it has no dependencies");
        var unknown = new NameList();
        foreach (JsonProperty framework in frameworks.EnumerateObject())
        {
            foreach (JsonProperty dependency in ((JsonElement?)framework.Value).Fields())
            {
                if (string.Equals(dependency.Value.Text("type"), "Project", StringComparison.OrdinalIgnoreCase))
                    continue;
                if (dependency.Value.Text("resolved") is { Length: > 0 } version)
                    found.Add(LanguagePackage.NuGet(dependency.Name, version, found.Path));
                else
                    unknown.Add(dependency.Name);
            }
        }
        found.Note(unknown, "has no resolved version.");
    }
}
