namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Bounds on what is read and said of one database.</summary>
internal static class NoteList
{
    /// <summary>How many notes one file gets before its reading ends.</summary>
    public const int MaxNotes = 100;

    /// <summary>How many notes an inventory has at most, beside the one that says so.</summary>
    public const int MaxNotesOfAll = 10_000;

    /// <summary>The first notes of a list, and one that says how many more there are.</summary>
    public static IReadOnlyList<InventoryNote> Shorten(IReadOnlyList<InventoryNote> notes, int most, string? file) => notes.Count <= most
        ? notes
        : [.. notes.Take(most), new InventoryNote(file, $"There are {notes.Count - most} more notes that are not told.")];

    /// <summary>Says why the reading of a database ended before the database did.</summary>
    public static InventoryNote Stopped(string path, int packages, InventoryOptions options) => new(
        path,
        packages >= options.MaxPackages
            ? $"The database has more than {packages} packages; the rest was not read."
            : "The database has so many bad records that the rest was not read.");
}
