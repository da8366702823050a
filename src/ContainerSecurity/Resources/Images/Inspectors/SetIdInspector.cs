namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Keeps files that give their owner's or group's rights to who runs them, further names of such files too.</summary>
internal sealed class SetIdInspector : ILayerInspector
{
    public long? Wants(LayerFile file) => file.IsSetId ? 0 : null;

    public Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken) => Task.FromResult<LayerFile?>(file);
}
