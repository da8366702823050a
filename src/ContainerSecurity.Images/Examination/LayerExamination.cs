using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images.Inspectors;

namespace ContainerSecurity.Images.Examination;

/// <summary>Shows the entries of one image to an examiner, on the way on which the inspectors see them.</summary>
internal sealed class LayerExamination(ContainerImage image, IImageExaminer? examiner)
{
    private readonly HashSet<(int Layer, string Path)> missed = [];

    /// <summary>Lets the inspectors read an entry, and then the examiner, each from its beginning.</summary>
    public async ValueTask ShowAsync(
        ImageLayer layer, LayerEntry entry, Func<LayerEntry, ValueTask> inspect, CancellationToken cancellationToken)
    {
        if (examiner is null || !examiner.Wants(layer, entry))
        {
            await inspect(entry).ConfigureAwait(false);
            return;
        }
        using var content = new RecordedContent(entry.Content, LayerInspection.LargestShared);
        LayerEntry shared = entry with { Content = content };
        await inspect(shared).ConfigureAwait(false);
        if (content.IsLost)
        {
            missed.Add((layer.Index, entry.Path));
            return;
        }
        content.Rewind();
        await examiner.ExamineAsync(layer, shared, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the examination. What an inspector read too far for the examiner is read once more.</summary>
    public async ValueTask<ImageExamination> CompleteAsync(ImageFileSystem files, CancellationToken cancellationToken)
    {
        if (examiner is null)
            return new ImageExamination();
        foreach (ImageLayer layer in image.Layers.Where(l => missed.Any(m => m.Layer == l.Index)))
            await foreach (LayerEntry entry in layer.ReadAsync(cancellationToken).ConfigureAwait(false))
                if (missed.Contains((layer.Index, entry.Path)))
                    await examiner.ExamineAsync(layer, entry, cancellationToken).ConfigureAwait(false);
        return await examiner.CompleteAsync(files, cancellationToken).ConfigureAwait(false);
    }
}
