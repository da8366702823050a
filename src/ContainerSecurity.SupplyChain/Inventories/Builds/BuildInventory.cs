using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Inventories.Languages;
using ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Builds;

/// <summary>Adds to what a published folder tells what only the build knows.</summary>
internal sealed class BuildInventory(PublishedBuild build, InventoryOptions options)
{
    private const string AssetsName = "project.assets.json";

    /// <summary>The inventory of the build.</summary>
    /// <param name="folder">The inventory of the published folder.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<PackageInventory> CompleteAsync(PackageInventory folder, CancellationToken cancellationToken)
    {
        if (TellsItself(folder))
            return folder;
        var notes = new List<InventoryNote>();
        IReadOnlyList<InstalledPackage> packages = build.AssetsFile is { } file
            ? await ReadAsync(file, notes, cancellationToken).ConfigureAwait(false)
            : [];
        if (build.AssetsFile is null)
            notes.Add(new InventoryNote(null,
                "The program keeps no list of its packages, and the build's project.assets.json is not at hand; what went into it is unknown."));
        return folder with { Packages = [.. folder.Packages, .. packages], Notes = [.. folder.Notes, .. notes] };
    }

    /// <summary>Whether the folder has lists of what is in the programs, so that the build, which restores more, is not asked.</summary>
    private bool TellsItself(PackageInventory folder) =>
        folder.Packages.Any(p => p.Url.Type == "nuget")
        || Directory.EnumerateFiles(build.Folder, "*.deps.json", SearchOption.TopDirectoryOnly).Any();

    private async Task<IReadOnlyList<InstalledPackage>> ReadAsync(string file, List<InventoryNote> notes, CancellationToken cancellationToken)
    {
        var found = new FoundPackages(AssetsName, notes);
        try
        {
            FileStream stream = RegularFile.Open(file);
            await using (stream.ConfigureAwait(false))
            {
                if (stream.Length > options.MaxFileBytes)
                    throw new PackageFormatException($"it is larger than {options.MaxFileBytes} bytes");
                byte[] content = new byte[stream.Length];
                await stream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
                new BuildAssets(build).Read(content, found);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Text.Json.JsonException or PackageFormatException)
        {
            notes.Add(new InventoryNote(AssetsName, $"What the build put in cannot be read: {e.Message.TrimEnd('.')}."));
        }
        found.Finish();
        return [.. found.Packages.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)];
    }
}
