using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Php;

/// <summary>
/// Reads <c>vendor/composer/installed.json</c>: a list of packages (Composer 1) or an object with it (2).
/// </summary>
internal sealed class InstalledComposerReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "composer/installed.json";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "composer/installed.json");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        using JsonDocument document = JsonText.Read(content);
        JsonElement root = document.RootElement;
        JsonElement? packages = root.ValueKind == JsonValueKind.Array ? root : root.Field("packages");
        if (packages is not { ValueKind: JsonValueKind.Array })
            throw new PackageFormatException("it has no packages");
        HashSet<string> forDevelopment = [.. root.Texts("dev-package-names")];
        foreach (JsonElement package in packages.Items())
            ComposerPackage.Add(package, forDevelopment.Contains(package.Text("name") ?? ""), found);
    }
}
