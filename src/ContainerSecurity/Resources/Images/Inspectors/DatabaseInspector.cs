using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Tells databases and dumps by their first bytes.</summary>
internal sealed class DatabaseInspector : ILayerInspector
{
    private readonly byte[] head = new byte[FileContent.HeadLength];

    public long? Wants(LayerFile file) => file.Size > 0 && !file.IsLibrary ? FileContent.HeadLength : null;

    public async Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken)
    {
        if (file.Kind != SensitiveFileKind.Ordinary)
            return null;
        int filled = await StreamFill.ReadAsync(content, head, 0, head.Length, cancellationToken).ConfigureAwait(false);
        return FileContent.DataIn(head, filled) is { } kind ? file with { Kind = kind } : null;
    }
}
