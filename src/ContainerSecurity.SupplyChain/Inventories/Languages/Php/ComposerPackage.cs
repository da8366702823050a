using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Php;

/// <summary>A package as Composer writes it into its lock file and beside what it has installed.</summary>
internal static class ComposerPackage
{
    /// <summary>Adds a package.</summary>
    public static void Add(JsonElement package, bool isDevelopment, FoundPackages found)
    {
        if (LanguagePackage.Composer(package.Text("name"), package.Text("version"), found.Path) is { Version.Length: > 0 } made)
            found.Add(made with { IsDevelopment = isDevelopment, Licenses = package.Texts("license") });
        else
            found.Note($"'{FileText.Quoted(package.Text("name") ?? "")}' has no name or no version.");
    }
}
