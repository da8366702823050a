namespace ContainerSecurity.SupplyChain.Inventories;

/// <summary>Reads the packages that files of one form tell of.</summary>
internal interface IPackageReader
{
    /// <summary>Whether a file is of this form, by its path, which has <c>/</c> between its parts and none before the first.</summary>
    bool Accepts(string path);

    /// <summary>Reads the packages of a file. What cannot be read is said in the notes, and never silently nothing.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="content">The content, at most <see cref="InventoryOptions.MaxFileBytes"/> long.</param>
    /// <param name="notes">Takes what could not be read.</param>
    IEnumerable<InstalledPackage> Read(string path, ReadOnlyMemory<byte> content, ICollection<InventoryNote> notes);
}
