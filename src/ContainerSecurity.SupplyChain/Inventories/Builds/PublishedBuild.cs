namespace ContainerSecurity.SupplyChain.Inventories.Builds;

/// <summary>What <c>dotnet publish</c> made, and what the build knew of it.</summary>
/// <param name="Folder">The folder that was published to.</param>
public sealed record PublishedBuild(string Folder)
{
    /// <summary>
    /// The <c>project.assets.json</c> of the build, which tells what went into a program that keeps no list itself,
    /// such as one compiled ahead of time; null where it is not at hand.
    /// </summary>
    public string? AssetsFile { get; init; }

    /// <summary>The target framework as the project names it, such as <c>net10.0</c>; null for the only one there is.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>The runtime identifier, such as <c>linux-x64</c>; null for a program of no runtime in particular.</summary>
    public string? RuntimeIdentifier { get; init; }
}
