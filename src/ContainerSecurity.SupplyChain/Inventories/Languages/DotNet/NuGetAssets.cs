using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>The assets of a library for a target framework.</summary>
internal static class NuGetAssets
{
    private static readonly string[] Shipped = ["runtime", "native", "runtimeTargets", "resources", "resource"];
    private static readonly string[] Building = ["build", "buildMultiTargeting", "contentFiles"];

    /// <summary>Whether files of the library are shipped with the program.</summary>
    public static bool AreShipped(JsonElement library) => HasFiles(library, Shipped);

    /// <summary>Whether the library takes part in the build, which may ship what it likes.</summary>
    public static bool Build(JsonElement library) => HasFiles(library, Building);

    private static bool HasFiles(JsonElement library, string[] kinds)
    {
        foreach (string kind in kinds)
            foreach (JsonProperty asset in library.Fields(kind))
                if (FilePath.NameOf(asset.Name) != "_._")
                    return true;
        return false;
    }
}
