namespace ContainerSecurity.Images.Layers;

/// <summary>How a layer is compressed.</summary>
internal enum Compression
{
    None,
    Gzip,
    Zstd,
}
