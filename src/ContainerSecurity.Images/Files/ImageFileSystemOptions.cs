using ContainerSecurity.Images.Layers;

namespace ContainerSecurity.Images.Files;

/// <summary>How the files of an image are read.</summary>
public sealed class ImageFileSystemOptions
{
    /// <summary>Whether the digest of every regular file is computed. The default value is false.</summary>
    public bool ComputeDigests { get; init; }

    /// <summary>Who looks at every entry of every layer, deleted ones too, on the way; so that layers are read once. Null for nobody.</summary>
    public Func<ImageLayer, LayerEntry, CancellationToken, ValueTask>? OnEntry { get; init; }

    /// <summary>Gives the entries of a layer; null for the layer itself.</summary>
    internal Func<ImageLayer, CancellationToken, IAsyncEnumerable<LayerEntry>>? Entries { get; init; }

    /// <summary>Bounds on the merged view. The default value is <see cref="ImageReadLimits.Default"/>.</summary>
    public ImageReadLimits Limits { get; init; } = ImageReadLimits.Default;
}
