using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Inspection;

/// <summary>An entry of a layer that inspectors have seen, without its content.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="File">The file with what they told of it; null where they told nothing.</param>
internal readonly record struct SeenEntry(LayerEntry Entry, LayerFile? File);
