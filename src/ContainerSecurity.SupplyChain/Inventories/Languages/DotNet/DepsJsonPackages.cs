using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>
/// The packages of a <c>deps.json</c>, which says what a published program loads. Projects are the program's own code
/// and left
/// out; so are assemblies to compile against, and packages of which nothing is shipped for the runtime target.
/// </summary>
internal static class DepsJsonPackages
{
    private const string RuntimePack = "runtimepack.";

    /// <summary>Reads the packages.</summary>
    /// <param name="content">The text.</param>
    /// <param name="found">Takes them.</param>
    /// <param name="file">The file that is named as theirs.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="PackageFormatException">The text is something else.</exception>
    public static void Read(ReadOnlyMemory<byte> content, FoundPackages found, string file)
    {
        using JsonDocument document = JsonText.Read(content);
        JsonElement root = document.RootElement;
        if (root.Field("libraries") is not { ValueKind: JsonValueKind.Object } libraries)
            throw new PackageFormatException("it has no libraries");
        HashSet<string>? shipped = Shipped(root);
        foreach (JsonProperty library in libraries.EnumerateObject())
        {
            int slash = library.Name.IndexOf('/');
            string? type = library.Value.Text("type");
            if (slash <= 0)
                found.Note($"The library '{FileText.Quoted(library.Name)}' has no version and was left out.");
            else if (type is "package" or "runtimepack" && (shipped?.Contains(library.Name) ?? true))
                found.Add(Package(library.Name[..slash], library.Name[(slash + 1)..], file));
        }
    }

    /// <summary>
    /// A runtime pack, <c>runtimepack.Microsoft.NETCore.App.Runtime.linux-x64</c>, is the package without the prefix.
    /// </summary>
    private static InstalledPackage? Package(string name, string version, string file) =>
        LanguagePackage.NuGet(name.StartsWith(RuntimePack, StringComparison.OrdinalIgnoreCase) ? name[RuntimePack.Length..] : name, version, file);

    /// <summary>
    /// The libraries of which the runtime target ships something; null where there is no such target.
    /// </summary>
    private static HashSet<string>? Shipped(JsonElement root)
    {
        if (root.Field("runtimeTarget") is not { } named)
            return null;
        string? name = named.ValueKind == JsonValueKind.String ? named.GetString() : named.Text("name");
        if (name is null || root.Field("targets")?.Field(name) is not { ValueKind: JsonValueKind.Object } target)
            return null;
        var shipped = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty library in target.EnumerateObject())
            if (NuGetAssets.AreShipped(library.Value))
                shipped.Add(library.Name);
        return shipped;
    }
}
