namespace ContainerSecurity.Images;

/// <summary>How far the reading of an image is.</summary>
/// <param name="Layer">The number of the layer that is read, from 1.</param>
/// <param name="LayerCount">How many layers there are.</param>
/// <param name="BytesRead">How many bytes of all layers were read, as they are stored.</param>
/// <param name="TotalBytes">How many bytes all layers have, as they are stored.</param>
public readonly record struct ImageReadProgress(int Layer, int LayerCount, long BytesRead, long TotalBytes);
