namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>What one file of an image or folder tells.</summary>
/// <param name="Path">The file, without a slash before it.</param>
internal sealed record FileRecords(string Path)
{
    /// <summary>Whose database of packages the file is.</summary>
    public PackageSystem Database { get; init; }

    /// <summary>The packages of an operating system.</summary>
    public IReadOnlyList<SystemPackage> SystemPackages { get; init; } = [];

    /// <summary>The packages of languages.</summary>
    public IReadOnlyList<InstalledPackage> LanguagePackages { get; init; } = [];

    /// <summary>The files that packages brought.</summary>
    public IReadOnlyList<OwnedFile> OwnedFiles { get; init; } = [];

    /// <summary>What it says of the release; null for nothing.</summary>
    public ReleaseEvidence? Release { get; init; }

    /// <summary>The stream of packages that Alpine's list of repositories names; null for none.</summary>
    public string? Stream { get; init; }

    /// <summary>The licences of one package of Debian.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<InventoryNote> Notes { get; init; } = [];

    /// <summary>Whether the file tells nothing, and is none that should.</summary>
    public bool IsEmpty =>
        Database == PackageSystem.None
        && Release is null
        && Stream is null
        && LanguagePackages.Count + OwnedFiles.Count + Licenses.Count + Notes.Count == 0;
}
