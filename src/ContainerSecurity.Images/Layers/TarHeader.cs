namespace ContainerSecurity.Images.Layers;

/// <summary>One header of a tar archive, its extensions applied.</summary>
internal sealed record TarHeader(char Type, string Name)
{
    public string LinkName { get; init; } = "";

    public int Mode { get; init; }

    public long UserId { get; init; }

    public long GroupId { get; init; }

    public double ModifiedAt { get; init; }

    /// <summary>How many bytes of content stand in the archive.</summary>
    public long StoredSize { get; init; }

    /// <summary>The parts of a sparse file that stand in the archive; null for any other.</summary>
    public SparseMap? Sparse { get; init; }

    public bool HasCapabilities { get; init; }

    public long Size => Sparse?.RealSize ?? StoredSize;
}
