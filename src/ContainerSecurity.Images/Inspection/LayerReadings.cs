using System.Runtime.CompilerServices;
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Caching;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Images.Inspectors;

namespace ContainerSecurity.Images.Inspection;

/// <summary>
/// Reads the layers of an image with the built-in inspectors, as many at a time as there are cores where they lie on
/// disk; what they tell comes in the order of the layers, as if one had been read after the other.
/// </summary>
internal sealed class LayerReadings : IAsyncDisposable
{
    /// <summary>The number of layers that are read at a time, at most; each takes some 20 MiB.</summary>
    private const int MostAtATime = 4;

    private readonly ContainerImage image;
    private readonly Layer[] told;
    private readonly ImageReaderOptions options;
    private readonly LayerCache? cache;
    private readonly LayerInspection inspection;
    private readonly LayerReading?[] readings;
    private readonly int atATime;
    private readonly CancellationTokenSource stop;

    /// <param name="source">Where the image is.</param>
    /// <param name="image">The image.</param>
    /// <param name="told">Its layers, as files tell of them.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="inspection">Receives what was told.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public LayerReadings(
        IImageSource source, ContainerImage image, Layer[] told, ImageReaderOptions options, LayerInspection inspection, CancellationToken cancellationToken)
    {
        this.image = image;
        this.told = told;
        this.options = options;
        this.inspection = inspection;
        cache = options.Cache is { } given && ReferenceEquals(given.Detector, options.Detector) ? given : null;
        readings = new LayerReading?[image.Layers.Count];
        atATime = source is LayoutImageSource or DockerArchiveImageSource { IsOnDisk: true } ? Math.Min(MostAtATime, Environment.ProcessorCount) : 1;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>The entries of a layer, in order and without their content; each file is told behind the entry that it is.</summary>
    public async IAsyncEnumerable<LayerEntry> ReadAsync(ImageLayer layer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = layer.Index; i < Math.Min(layer.Index + atATime, readings.Length); i++)
            readings[i] ??= LayerReading.Start(image.Layers[i], told[i], options, cache, stop.Token);
        await foreach (IReadOnlyList<SeenEntry> batch in readings[layer.Index]!.ReadAsync(cancellationToken).ConfigureAwait(false))
            foreach (SeenEntry seen in batch)
            {
                yield return seen.Entry;
                if (seen.File is { } file)
                    inspection.Add(file with { Layer = told[layer.Index] });
            }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        foreach (LayerReading? reading in readings)
            if (reading is not null)
                await reading.Completion.ConfigureAwait(false);
        stop.Dispose();
    }
}
