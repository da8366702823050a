namespace ContainerSecurity.Images.Layers;

/// <summary>Where the stored bytes of a sparse file belong; all else are zeros.</summary>
internal sealed class SparseMap(long realSize)
{
    private const int MaxParts = 100_000;
    private readonly List<(long Start, long Length)> parts = [];
    private long end;

    public long RealSize { get; } = realSize;

    public long StoredSize { get; private set; }

    public IReadOnlyList<(long Start, long Length)> Parts => parts;

    public void Add(long start, long length)
    {
        if (start < end || length < 0 || start > RealSize || length > RealSize - start)
            throw new ImageReadException(ImageReadFailure.Malformed, "The map of a sparse file is out of order or reaches beyond the file.");
        if (parts.Count == MaxParts)
            throw new ImageReadException(ImageReadFailure.LimitExceeded, $"A sparse file has more than {MaxParts} parts.");
        end = start + length;
        StoredSize += length;
        if (length > 0)
            parts.Add((start, length));
    }
}
