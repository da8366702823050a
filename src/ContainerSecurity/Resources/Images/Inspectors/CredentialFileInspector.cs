using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Tells files of credentials by their place and, where that is not enough, by a word of their text.</summary>
internal sealed class CredentialFileInspector : ILayerInspector
{
    private readonly TextBeginning text = new(128 * 1024);

    public long? Wants(LayerFile file) =>
        file.Size == 0 || RowOf(file) is not { } row ? null
        : IsToldByPlace(row) ? 0
        : text.Length;

    public async Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken)
    {
        CredentialFile row = RowOf(file)!;
        return IsToldByPlace(row) || (await text.ReadAsync(content, cancellationToken).ConfigureAwait(false) is { } beginning && row.IsConfirmedBy(beginning))
            ? file with { Kind = row.Kind }
            : null;
    }

    /// <summary>In libraries, settings and stores of keys are those of their tests.</summary>
    private static CredentialFile? RowOf(LayerFile file) =>
        CredentialFiles.InImage(file.Path) is not { } row ? null
        : row.Kind is SensitiveFileKind.EnvironmentFile or SensitiveFileKind.KeyStore && file.IsLibrary ? null
        : row;

    /// <summary>Settings are text, or they are none.</summary>
    private static bool IsToldByPlace(CredentialFile row) => row.Words.Length == 0 && row.Kind != SensitiveFileKind.EnvironmentFile;
}
