namespace ContainerSecurity.SupplyChain.Inventories.Languages.Java;

/// <summary>What the reading of one outer archive may cost: a few kilobytes of zip can stand for terabytes.</summary>
internal sealed class JarBudget
{
    /// <summary>How deep archives nest at most. An ear holds wars, which hold jars, which hold shaded ones.</summary>
    public const int MaxDepth = 6;

    /// <summary>How many archives are opened in one outer archive.</summary>
    public const int MaxArchives = 5_000;

    /// <summary>How many bytes an inner archive has at most.</summary>
    public const int MaxArchiveBytes = 64 * 1024 * 1024;

    /// <summary>How many bytes a metadata file has at most.</summary>
    public const int MaxMetadataBytes = 1024 * 1024;

    /// <summary>How many bytes are inflated in all.</summary>
    public const long MaxBytes = 512L * 1024 * 1024;

    private long bytes;
    private int archives;

    /// <summary>How many entries were not read.</summary>
    public int Skipped { get; private set; }

    /// <summary>Why the first of them was not read.</summary>
    public string? Reason { get; private set; }

    /// <summary>How many bytes an entry may still have.</summary>
    /// <param name="most">How many bytes it may have at most.</param>
    public int Allowed(int most) => (int)Math.Min(most, MaxBytes - bytes);

    /// <summary>Counts bytes.</summary>
    public void Spend(int count) => bytes += count;

    /// <summary>Counts an archive at a depth.</summary>
    /// <returns>Whether it may be opened.</returns>
    public bool OpenArchive(int depth)
    {
        if (depth > MaxDepth)
            return Skip($"archives nest deeper than {MaxDepth}");
        return ++archives <= MaxArchives || Skip($"there are more than {MaxArchives} archives in it");
    }

    /// <summary>Says that an entry was not read.</summary>
    /// <returns>False.</returns>
    public bool Skip(string reason)
    {
        Skipped++;
        Reason ??= reason;
        return false;
    }
}
