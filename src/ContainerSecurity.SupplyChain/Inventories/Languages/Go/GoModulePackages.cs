using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Go;

/// <summary>Puts Go modules among the packages.</summary>
internal static class GoModulePackages
{
    /// <summary>The version of a main module that was built from a working folder.</summary>
    public const string Development = "(devel)";

    /// <summary>Adds a module. One that a local folder replaces has no version that is known.</summary>
    /// <param name="found">Takes it.</param>
    /// <param name="path">Its path.</param>
    /// <param name="version">Its version; null or <c>(devel)</c> for none.</param>
    public static void Add(FoundPackages found, string path, string? version) =>
        found.Add(LanguagePackage.Go(path, version == Development ? null : version, found.Path));

    /// <summary>Adds a module that another module or a folder replaces.</summary>
    /// <param name="found">Takes it.</param>
    /// <param name="path">The path of the replaced module.</param>
    /// <param name="replacement">The path of the replacement.</param>
    /// <param name="version">The version of the replacement; null or empty where it is a folder.</param>
    public static void AddReplaced(FoundPackages found, string path, string replacement, string? version)
    {
        if (!string.IsNullOrEmpty(version))
        {
            Add(found, replacement, version);
            return;
        }
        Add(found, path, null);
        found.Note($"'{FileText.Quoted(path)}' is replaced by the folder '{FileText.Quoted(replacement)}', so its version is not known.");
    }
}
