using System.Text;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Languages;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

/// <summary>What the readers make of a file.</summary>
internal sealed record Reading(IReadOnlyList<InstalledPackage> Packages, IReadOnlyList<InventoryNote> Notes)
{
    /// <summary>Reads a text under a path, by the one reader that accepts it.</summary>
    public static Reading Of(string path, string text) => Of(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads bytes under a path, by the one reader that accepts it.</summary>
    public static Reading Of(string path, byte[] content)
    {
        IPackageReader reader = LanguageReaders.All.Single(r => r.Accepts(path));
        var notes = new List<InventoryNote>();
        InstalledPackage[] packages = [.. reader.Read(path, content, notes)];
        return new Reading(packages, notes);
    }

    /// <summary>Whether any reader accepts a path.</summary>
    public static bool IsAccepted(string path) => LanguageReaders.All.Any(r => r.Accepts(path));

    /// <summary>The URLs of the packages.</summary>
    public string[] Urls => [.. Packages.Select(p => p.Url.ToString())];

    /// <summary>The URLs of the packages that are for development.</summary>
    public string[] ForDevelopment => [.. Packages.Where(p => p.IsDevelopment).Select(p => p.Url.ToString())];
}
