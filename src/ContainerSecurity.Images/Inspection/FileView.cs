using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Inspection;

/// <summary>Entries of layers as inspectors see them.</summary>
internal static class FileView
{
    /// <summary>Whether inspectors see an entry: it is a file, or a further name of one.</summary>
    public static bool Concerns(LayerEntry entry) => entry.Type is LayerEntryType.File or LayerEntryType.HardLink;

    public static LayerFile Of(Layer layer, LayerEntry entry) =>
        new(layer, entry.Path) { Mode = entry.Mode, Size = entry.Size, LinkTarget = entry.LinkTarget };
}
