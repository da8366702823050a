using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Builds;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>
/// Reads what of a <c>project.assets.json</c> goes into one program: the packages of which its target ships something,
/// and the runtime where the build brought one.
/// </summary>
internal sealed class BuildAssets(PublishedBuild build)
{
    private const string RuntimeMark = ".App.Runtime.";

    /// <summary>Reads the packages.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="PackageFormatException">The text is something else, or has no such target.</exception>
    public void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        using JsonDocument document = JsonText.Read(content);
        JsonElement root = document.RootElement;
        if (root.Field("targets") is not { ValueKind: JsonValueKind.Object } targets)
            throw new PackageFormatException("it has no targets");
        foreach (JsonProperty library in ((JsonElement?)TargetOf(targets).Value).Fields())
        {
            int slash = library.Name.IndexOf('/', StringComparison.Ordinal);
            if (library.Value.Text("type") == "package" && slash > 0 && NuGetAssets.AreShipped(library.Value))
                found.Add(LanguagePackage.NuGet(library.Name[..slash], library.Name[(slash + 1)..], found.Path));
        }
        if (root.Field("project") is { } project)
            foreach (JsonProperty framework in project.Fields("frameworks").Where(IsWanted))
                AddRuntimes(framework.Value, found);
    }

    private JsonProperty TargetOf(JsonElement targets)
    {
        JsonProperty[] all = [.. targets.EnumerateObject()];
        JsonProperty[] forRuntime = [.. all.Where(t => RuntimeOf(t.Name) == build.RuntimeIdentifier)];
        JsonProperty[] candidates = forRuntime.Length > 0 ? forRuntime : [.. all.Where(t => RuntimeOf(t.Name) is null)];
        JsonProperty[] named = [.. candidates.Where(t => IsFramework(t.Name.Split('/')[0]))];
        return named.Length == 1 ? named[0]
            : candidates.Length == 1 ? candidates[0]
            : throw new PackageFormatException(
                $"it has no target for {build.TargetFramework ?? "the only framework"} and {build.RuntimeIdentifier ?? "any runtime"}");
    }

    private static string? RuntimeOf(string target) => target.Split('/') is [_, var runtime] ? runtime : null;

    /// <summary>Frameworks before .NET 5 are written out, such as <c>.NETCoreApp,Version=v3.1</c>.</summary>
    private bool IsFramework(string target) =>
        build.TargetFramework is null
        || target.Equals(build.TargetFramework, StringComparison.OrdinalIgnoreCase)
        || target.Equals($".NETCoreApp,Version=v{build.TargetFramework.Replace("netcoreapp", "", StringComparison.Ordinal).Replace("net", "", StringComparison.Ordinal)}", StringComparison.OrdinalIgnoreCase);

    private bool IsWanted(JsonProperty framework) =>
        build.TargetFramework is null || framework.Value.Text("targetAlias") == build.TargetFramework || IsFramework(framework.Name);

    /// <summary>Runtimes are downloaded, <c>[10.0.1, 10.0.1]</c>, and are no packages of the target.</summary>
    private void AddRuntimes(JsonElement framework, FoundPackages found)
    {
        if (framework.Field("downloadDependencies") is not { ValueKind: JsonValueKind.Array } downloads)
            return;
        foreach (JsonElement download in downloads.EnumerateArray())
            if (download.Text("name") is { } name && download.Text("version") is { } range
                && name.Contains(RuntimeMark, StringComparison.OrdinalIgnoreCase)
                && build.RuntimeIdentifier is { } runtime && name.EndsWith("." + runtime, StringComparison.OrdinalIgnoreCase))
                found.Add(LanguagePackage.NuGet(name, range.Trim('[', ']', '(', ')').Split(',')[0].Trim(), found.Path));
    }
}
