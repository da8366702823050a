namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Reads the distribution out of <c>os-release</c>, as an <see cref="OperatingSystemRelease"/>.</summary>
internal sealed class ReleaseInspector : ILayerInspector
{
    private readonly TextBeginning text = new(64 * 1024);

    public long? Wants(LayerFile file) =>
        file.Path is "etc/os-release" or "usr/lib/os-release" && file.Size > 0 && file.Size <= text.Length ? text.Length : null;

    public async Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken) =>
        await text.ReadAsync(content, cancellationToken).ConfigureAwait(false) is { } release
        && OperatingSystemRelease.Read(release) is { } told
            ? file.With(told)
            : null;
}
