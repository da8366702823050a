using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>An image that a plan is made for, or that others may be built on.</summary>
/// <param name="Name">The name shown to people: a reference, an archive or a folder.</param>
/// <param name="DiffIds">The digests of its uncompressed layers, the lowest first.</param>
public sealed record PlannedImage(string Name, IReadOnlyList<string> DiffIds)
{
    /// <summary>The digests by which others may name it: of its manifest and of its index.</summary>
    public IReadOnlyList<string> Digests { get; init; } = [];

    /// <summary>The reference of the image that it says it is built on (<c>org.opencontainers.image.base.name</c>); null where it says none.</summary>
    public string? BaseName { get; init; }

    /// <summary>The digest of the image that it says it is built on (<c>org.opencontainers.image.base.digest</c>); null where it says none.</summary>
    public string? BaseDigest { get; init; }

    /// <summary>How many of the lowest layers are those of its base, as its history shows; 0 where that is not known.</summary>
    public int BaseLayerCount { get; init; }

    /// <summary>What is known to be wrong with the packages in it.</summary>
    public IReadOnlyList<Vulnerability> Vulnerabilities { get; init; } = [];

    /// <summary>Whether its packages were compared with advisories, so that silence says something.</summary>
    public bool IsCompared { get; init; }

    /// <summary>How many of the lowest layers it has in common with another image.</summary>
    internal int CountShared(PlannedImage other)
    {
        int count = 0;
        while (count < DiffIds.Count && count < other.DiffIds.Count && DiffIds[count] == other.DiffIds[count])
            count++;
        return count;
    }
}
