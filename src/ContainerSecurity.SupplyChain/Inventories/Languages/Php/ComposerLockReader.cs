using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Php;

/// <summary>Reads <c>composer.lock</c>.</summary>
internal sealed class ComposerLockReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "composer.lock";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "composer.lock");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        using JsonDocument document = JsonText.Read(content);
        if (document.RootElement.Field("packages") is not { ValueKind: JsonValueKind.Array })
            throw new PackageFormatException("it has no packages");
        foreach (JsonElement package in document.RootElement.Items("packages"))
            ComposerPackage.Add(package, isDevelopment: false, found);
        foreach (JsonElement package in document.RootElement.Items("packages-dev"))
            ComposerPackage.Add(package, isDevelopment: true, found);
    }
}
