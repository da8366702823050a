using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Finds secrets in the texts that are the image's own; in <c>.env</c> and its like weaker values count too.</summary>
internal sealed class SecretInspector(SecretDetector detector) : ILayerInspector
{
    private readonly FileText text = new(detector);

    public long? Wants(LayerFile file) => file.Size > 0 && !file.IsLibrary ? FileText.MaxLength : null;

    public async Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken)
    {
        await text.BeginAsync(content, cancellationToken).ConfigureAwait(false);
        if (!text.IsText)
            return null;
        await text.FillAsync(content, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<FileSecret> settings = file.Kind == SensitiveFileKind.EnvironmentFile ? text.ScanSettings() : [];
        IReadOnlyList<FileSecret> secrets = await text.ScanAsync(content, file.Path, cancellationToken).ConfigureAwait(false);
        return secrets.Count + settings.Count == 0 ? null : file with { Secrets = secrets.Count >= settings.Count ? secrets : settings };
    }
}
