using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Inventories.Languages;

/// <summary>
/// The packages found in one file, each once: one that is needed to run is not for development, whatever else needs it.
/// </summary>
internal sealed class FoundPackages(string path, ICollection<InventoryNote> notes)
{
    /// <summary>How many packages are taken from one file at most.</summary>
    public const int MaxPackages = 200_000;

    /// <summary>How many notes are made on one file at most.</summary>
    public const int MaxNotes = 100;

    private readonly List<InstalledPackage> packages = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private bool isFull;
    private int said;

    /// <summary>The path of the file.</summary>
    public string Path { get; } = path;

    /// <summary>The packages in the order of the file.</summary>
    public IReadOnlyList<InstalledPackage> Packages => packages;

    /// <summary>Adds a package; null adds nothing.</summary>
    public void Add(InstalledPackage? package)
    {
        if (package is null)
            return;
        string key = KeyOf(package);
        if (places.TryGetValue(key, out int place))
        {
            if (packages[place].IsDevelopment && !package.IsDevelopment)
                packages[place] = packages[place] with { IsDevelopment = false };
        }
        else if (packages.Count < MaxPackages)
        {
            places.Add(key, packages.Count);
            packages.Add(package);
        }
        else if (!isFull)
        {
            isFull = true;
            Note($"The file names more than {MaxPackages} packages; the others were left out.");
        }
    }

    /// <summary>Says what is not known of the file.</summary>
    public void Note(string message)
    {
        if (said++ < MaxNotes)
            notes.Add(new InventoryNote(Path, message));
    }

    /// <summary>Says once for a file what is not known of several packages.</summary>
    /// <param name="names">The names; no note is made where there are none.</param>
    /// <param name="message">What is not known of them, as the end of a sentence that begins with the names.</param>
    public void Note(NameList names, string message)
    {
        if (names.Count > 0)
            Note($"{names} {message}");
    }

    /// <summary>Says how many notes were left out.</summary>
    public void Finish()
    {
        if (said > MaxNotes)
            notes.Add(new InventoryNote(Path, $"There are {said - MaxNotes} more such notes on the file."));
    }

    private static string KeyOf(InstalledPackage package)
    {
        PackageUrl url = package.Url;
        string name = url.Type == "nuget" ? package.Name.ToUpperInvariant() : package.Name;
        string key = $"{url.Type}\n{name}\n{package.Version}\n{package.File}";
        foreach ((string qualifier, string value) in url.Qualifiers)
            key += $"\n{qualifier}={value}";
        return key;
    }
}
