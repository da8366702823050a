using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

namespace ContainerSecurity.SupplyChain.Inventories.Assembly;

/// <summary>Says what is not known of an operating system: its release, its packages, what a layer deleted of its database.</summary>
internal sealed class SystemNotes(IReadOnlyList<SeenFile> files, OperatingSystemRelease? release)
{
    /// <summary>The notes.</summary>
    /// <param name="packages">How many packages of an operating system are known.</param>
    /// <param name="isSystem">Whether a whole system is expected.</param>
    public IEnumerable<InventoryNote> Of(int packages, bool isSystem) => [.. OfRelease(packages, isSystem), .. OfDatabases(packages, isSystem)];

    private IEnumerable<InventoryNote> OfRelease(int packages, bool isSystem)
    {
        if (release is null && (packages > 0 || isSystem))
            yield return new InventoryNote(
                null,
                files.Any(f => f.IsHidden && f.Records.Release is not null)
                    ? "The release of the operating system is unknown: a later layer deleted the file that named it."
                    : "The release of the operating system is unknown: no file names it, so its packages cannot be compared with advisories.");
        if (release is { Version: null } && !ReleaseFileReader.IsRolling(release.Id))
            yield return new InventoryNote(
                null,
                $"The version of '{release.Name ?? release.Id}' is unknown: no file says it, so its packages cannot be compared with advisories.");
    }

    private IEnumerable<InventoryNote> OfDatabases(int packages, bool isSystem)
    {
        bool isDeleted = false;
        foreach (IGrouping<PackageSystem, SeenFile> databases in files
            .Where(f => f.Records.Database != PackageSystem.None)
            .GroupBy(f => f.Records.Database))
        {
            bool isReplaced = databases.Any(f => !f.IsHidden && !DpkgStatusReader.IsSingleRecord(f.Path));
            foreach (IGrouping<string, SeenFile> versions in databases.GroupBy(f => f.Path, StringComparer.Ordinal))
            {
                if (versions.Any(f => !f.IsHidden) || (isReplaced && !DpkgStatusReader.IsSingleRecord(versions.Key)))
                    continue;
                isDeleted = true;
                yield return new InventoryNote(
                    versions.Key,
                    "A later layer deleted this database of packages; which packages the image holds is unknown.");
            }
            SeenFile[] whole = [.. databases.Where(f => !f.IsHidden)];
            if (whole.Length > 0 && whole.All(f => f.Records.SystemPackages.Count == 0 && f.Records.Notes.Count == 0))
                yield return new InventoryNote(whole[0].Path, "The database of packages lists none; which packages there are is unknown.");
            isDeleted |= whole.Length > 0;
        }
        if (isDeleted || packages > 0 || (release is null && !isSystem))
            yield break;
        yield return new InventoryNote(
            null,
            "No database of packages that could be read was found; which packages of an operating system there are is unknown.");
    }
}
