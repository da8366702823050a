namespace ContainerSecurity.Resources.Images;

/// <summary>An image as it is now, that another one may be built on.</summary>
/// <param name="Name">Its reference or archive, as it was asked for.</param>
/// <param name="DiffIds">The digests of its uncompressed layers, the lowest first.</param>
public sealed record BaseImage(string Name, IReadOnlyList<Digest> DiffIds)
{
    /// <summary>The digests by which the image can be named: of its manifest, and of the index it was chosen from.</summary>
    public IReadOnlyList<Digest> Digests { get; init; } = [];

    /// <summary>When it was made; null where it is not said.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>How many of the lowest layers another image has in common with this one.</summary>
    /// <param name="diffIds">The digests of the other image's uncompressed layers.</param>
    public int CountShared(IReadOnlyList<Digest> diffIds)
    {
        _ = diffIds ?? throw new ArgumentNullException(nameof(diffIds));
        int count = 0;
        while (count < DiffIds.Count && count < diffIds.Count && DiffIds[count] == diffIds[count])
            count++;
        return count;
    }

    /// <summary>Whether another image has all layers of this one below its own.</summary>
    /// <param name="diffIds">The digests of the other image's uncompressed layers.</param>
    public bool IsBelow(IReadOnlyList<Digest> diffIds) => DiffIds.Count > 0 && CountShared(diffIds) == DiffIds.Count;
}
