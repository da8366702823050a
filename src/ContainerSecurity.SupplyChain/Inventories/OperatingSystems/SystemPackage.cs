namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>A package as the database of an operating system has it, before the release is known.</summary>
/// <param name="System">Whose database it is.</param>
/// <param name="Name">The name.</param>
/// <param name="Version">The version with its release, without the epoch of an rpm.</param>
/// <param name="Architecture">The architecture; empty where it is not said.</param>
internal sealed record SystemPackage(PackageSystem System, string Name, string Version, string Architecture)
{
    /// <summary>The epoch of an rpm; 0 for none.</summary>
    public uint Epoch { get; init; }

    /// <summary>The source package; null where it is the package's own name.</summary>
    public string? SourceName { get; init; }

    /// <summary>The version of the source package; null where it is the package's own.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>The maintainer or vendor; null where it is not said.</summary>
    public string? Vendor { get; init; }

    /// <summary>The licence as the database has it; null where it has none.</summary>
    public string? License { get; init; }

    /// <summary>The module stream of an rpm; empty where it is of a module that is not named, null for none.</summary>
    public string? Module { get; init; }

    /// <summary>Whether the record has what only tools of third parties write.</summary>
    public bool HasForeignMarks { get; init; }

    /// <summary>The version as its package manager writes it.</summary>
    public string FullVersion => Epoch == 0 ? Version : $"{Epoch}:{Version}";
}
