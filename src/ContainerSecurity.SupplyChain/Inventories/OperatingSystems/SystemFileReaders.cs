using ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>The readers of the files of operating systems.</summary>
internal static class SystemFileReaders
{
    /// <summary>All of them; no two take the same file.</summary>
    public static IReadOnlyList<ISystemFileReader> All { get; } =
    [
        new ReleaseFileReader(),
        new DpkgStatusReader(),
        new DpkgFileListReader(),
        new DebianCopyrightReader(),
        new ApkDatabaseReader(),
        new ApkRepositoriesReader(),
        new RpmDatabaseReader(),
        new RpmJournalReader(),
        new RpmManifestReader(),
    ];

    /// <summary>The reader of a file; null where it is none of an operating system.</summary>
    public static ISystemFileReader? For(string path)
    {
        foreach (ISystemFileReader reader in All)
            if (reader.Accepts(path))
                return reader;
        return null;
    }
}
