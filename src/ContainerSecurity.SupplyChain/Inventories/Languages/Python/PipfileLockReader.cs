using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Python;

/// <summary>Reads <c>Pipfile.lock</c>, where groups other than <c>default</c> are for development.</summary>
internal sealed class PipfileLockReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "Pipfile.lock";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "Pipfile.lock");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        using JsonDocument document = JsonText.Read(content);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new PackageFormatException("it is no object");
        var unknown = new NameList();
        foreach (JsonProperty group in document.RootElement.EnumerateObject())
        {
            if (group.Name == "_meta")
                continue;
            foreach (JsonProperty entry in ((JsonElement?)group.Value).Fields())
            {
                if (entry.Value.Text("version") is { } pin && pin.StartsWith("==", StringComparison.Ordinal)
                    && LanguagePackage.PyPi(entry.Name, pin.TrimStart('=').Trim(), found.Path) is { } package)
                    found.Add(package with { IsDevelopment = group.Name != "default" });
                else
                    unknown.Add(entry.Name);
            }
        }
        found.Note(unknown, "has no version in the lock file.");
    }
}
