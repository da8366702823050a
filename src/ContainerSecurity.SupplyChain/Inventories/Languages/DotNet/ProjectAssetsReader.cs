using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>
/// Reads <c>obj/project.assets.json</c>, which says what was restored for each target framework. What a project keeps
/// to itself
/// (<c>PrivateAssets="all"</c>), and what neither ships files nor takes part in the build, is for development.
/// </summary>
internal sealed class ProjectAssetsReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "project.assets.json";

    /// <inheritdoc/>
    public override bool Accepts(string path) => FilePath.IsNamed(path, "project.assets.json");

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        using JsonDocument document = JsonText.Read(content);
        JsonElement root = document.RootElement;
        if (root.Field("targets") is not { ValueKind: JsonValueKind.Object } targets)
            throw new PackageFormatException("it has no targets");
        HashSet<string> keptPrivate = KeptPrivate(root);
        foreach (JsonProperty target in targets.EnumerateObject())
        {
            foreach (JsonProperty library in ((JsonElement?)target.Value).Fields())
            {
                int slash = library.Name.IndexOf('/');
                if (library.Value.Text("type") != "package" || slash <= 0)
                    continue;
                string name = library.Name[..slash];
                InstalledPackage? package = LanguagePackage.NuGet(name, library.Name[(slash + 1)..], found.Path);
                bool isIdle = !NuGetAssets.AreShipped(library.Value) && !NuGetAssets.Build(library.Value);
                found.Add(package is null ? null : package with { IsDevelopment = isIdle || keptPrivate.Contains(name) });
            }
        }
    }

    /// <summary>
    /// The packages whose assets no target framework lets out; one that is asked for otherwise anywhere is none of
    /// them.
    /// </summary>
    private static HashSet<string> KeptPrivate(JsonElement root)
    {
        var kept = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (root.Field("project") is not { } project)
            return kept;
        foreach (JsonProperty framework in project.Fields("frameworks"))
            foreach (JsonProperty dependency in framework.Value.Fields("dependencies"))
                (dependency.Value.Text("suppressParent") == "All" ? kept : open).Add(dependency.Name);
        kept.ExceptWith(open);
        return kept;
    }
}
