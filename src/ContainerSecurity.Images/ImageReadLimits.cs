namespace ContainerSecurity.Images;

/// <summary>Bounds on what is read of an image, so that a hostile one costs an error and not the process.</summary>
public sealed class ImageReadLimits
{
    /// <summary>The bounds used where nothing else is asked for.</summary>
    public static ImageReadLimits Default { get; } = new();

    /// <summary>Largest manifest, index or configuration in bytes. The default value is 4 MiB, which is what registries accept.</summary>
    public int MaxDocumentSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>Deepest nesting of indexes. The default value is 4.</summary>
    public int MaxIndexDepth { get; init; } = 4;

    /// <summary>Most layers of an image. The default value is 512; engines run 128 at most.</summary>
    public int MaxLayers { get; init; } = 512;

    /// <summary>Largest layer in bytes, uncompressed and with the holes of sparse files. The default value is 64 GiB.</summary>
    public long MaxLayerSize { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>
    /// How many times larger than its compressed form a layer may be, once it is larger than
    /// <see cref="MinSuspiciousSize"/>. The default value is 100; files of images compress 2 to 20 times.
    /// </summary>
    public int MaxCompressionRatio { get; init; } = 100;

    /// <summary>The uncompressed size in bytes from which on <see cref="MaxCompressionRatio"/> counts. The default value is 256 MiB.</summary>
    public long MinSuspiciousSize { get; init; } = 256L * 1024 * 1024;

    /// <summary>Most entries of all layers of an image, and of an archive. The default value is 1,000,000.</summary>
    public int MaxEntries { get; init; } = 1_000_000;

    /// <summary>Most files of the merged view, folders that only stand in paths included. The default value is 400,000, about 100 MiB.</summary>
    public int MaxFiles { get; init; } = 400_000;

    /// <summary>Most files that rules are told of: setuid files, files of credentials, texts with secrets. The default value is 10,000.</summary>
    public int MaxReportedFiles { get; init; } = 10_000;

    /// <summary>Longest path in characters. The default value is 4,096, which is Linux's.</summary>
    public int MaxPathLength { get; init; } = 4096;

    /// <summary>The number of parts of paths that are followed to put the layers of an image together.</summary>
    internal int MaxSteps { get; init; } = 100_000_000;
}
