using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images;

/// <summary>A package that an image holds, or that a bill of materials tells of.</summary>
/// <param name="Name">The name, as its package manager writes it.</param>
/// <param name="Version">Its version; empty where it has none.</param>
public sealed record Package(string Name, string Version)
{
    /// <summary>The package URL; null where that is not known.</summary>
    public string? Url { get; init; }

    /// <summary>The licences that its metadata name, as they are written there; empty where they name none.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    /// <summary>The number of the layer that brought it, from 0; null where that is not known.</summary>
    public int? Layer { get; init; }

    /// <summary>The file that tells of it, without a leading slash; null where that is not known.</summary>
    public string? File { get; init; }

    /// <summary>The place in a report or a bill of materials that tells of it; null where it was found in an image.</summary>
    public DocumentLocation? Location { get; init; }
}
