namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>Says that the changes beside rpm's SQLite database, which SQLite had not merged yet, are not read.</summary>
internal sealed class RpmJournalReader : ISystemFileReader
{
    private static readonly string[] Names = ["rpmdb.sqlite-wal", "rpmdb.sqlite-journal"];

    public bool Accepts(string path) => RpmDatabaseReader.IsIn(path, Names);

    public FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope) => new(path)
    {
        Notes = content.IsEmpty
            ? []
            : [new InventoryNote(
                path,
                $"The file holds {content.Length} bytes of changes that the database lacks; they are not read, so packages may be missing or gone.")],
    };
}
