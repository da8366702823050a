using System.Threading.Channels;
using ContainerSecurity.Images.Caching;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Images.Inspectors;

namespace ContainerSecurity.Images.Inspection;

/// <summary>
/// Reads one layer with the built-in inspectors, on a thread of its own and a bounded number of entries ahead of who
/// asks for them; or takes them from the cache, which learns what was read. Faults arrive behind the entries before them.
/// </summary>
internal sealed class LayerReading
{
    /// <summary>How many entries, and characters of paths, are handed on at once, at most.</summary>
    private const int BatchEntries = 512;
    private const int BatchCharacters = 64 * 1024;

    /// <summary>How many batches wait, at most: 16 MiB, whatever the paths are.</summary>
    private const int Depth = 64;

    private readonly ImageLayer layer;
    private readonly Layer told;
    private readonly ImageReaderOptions options;
    private readonly LayerCache? cache;
    private readonly CancellationToken cancellation;
    private readonly LayerLesson lesson = new();
    private readonly Channel<IReadOnlyList<SeenEntry>> batches =
        Channel.CreateBounded<IReadOnlyList<SeenEntry>>(new BoundedChannelOptions(Depth) { SingleReader = true, SingleWriter = true });

    private List<SeenEntry> batch = [];
    private int characters;

    private LayerReading(ImageLayer layer, Layer told, ImageReaderOptions options, LayerCache? cache, CancellationToken cancellation)
    {
        this.layer = layer;
        this.told = told;
        this.options = options;
        this.cache = cache;
        this.cancellation = cancellation;
    }

    /// <summary>Ends when nothing reads the layer any more. It does not fail; the entries do.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    public static LayerReading Start(ImageLayer layer, Layer told, ImageReaderOptions options, LayerCache? cache, CancellationToken cancellation)
    {
        var reading = new LayerReading(layer, told, options, cache, cancellation);
        reading.Completion = Task.Run(reading.RunAsync, CancellationToken.None);
        return reading;
    }

    /// <summary>The entries of the layer, in order.</summary>
    public IAsyncEnumerable<IReadOnlyList<SeenEntry>> ReadAsync(CancellationToken cancellationToken) =>
        batches.Reader.ReadAllAsync(cancellationToken);

    private async Task RunAsync()
    {
        Exception? fault = null;
        try
        {
            LayerKey key = LayerKey.Of(layer, options.Limits);
            if (cache?.Find(key) is { } known)
                await RecallAsync(known).ConfigureAwait(false);
            else
                await LearnAsync(key).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, who asks for the entries gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = e;
        }
        batches.Writer.Complete(fault);
    }

    private async Task RecallAsync(RememberedLayer known)
    {
        layer.Recall();
        await batches.Writer.WriteAsync(known.Entries, cancellation).ConfigureAwait(false);
    }

    private async Task LearnAsync(LayerKey key)
    {
        var inspection = new LayerInspection(LayerInspectors.BuiltIn(options.Detector));
        try
        {
            await foreach (LayerEntry entry in layer.ReadAsync(cancellation).ConfigureAwait(false))
                await AddAsync(await InspectAsync(inspection, entry).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await HandOnAsync().ConfigureAwait(false);
            throw;
        }
        await HandOnAsync().ConfigureAwait(false);
        if (!layer.IsAbsent && lesson.Learnt is { } learnt)
            cache?.Add(key, learnt);
    }

    private async ValueTask<SeenEntry> InspectAsync(LayerInspection inspection, LayerEntry entry)
    {
        ReportBound.Require(inspection, options.Limits);
        LayerEntry kept = ReferenceEquals(entry.Content, Stream.Null) ? entry : entry with { Content = Stream.Null };
        if (!FileView.Concerns(entry))
            return new SeenEntry(kept, null);
        int before = inspection.Files.Count;
        await inspection.InspectAsync(FileView.Of(told, entry), entry.Content, cancellation).ConfigureAwait(false);
        return new SeenEntry(kept, inspection.Files.Count > before ? inspection.Files[before] : null);
    }

    private async ValueTask AddAsync(SeenEntry seen)
    {
        if (cache is not null)
            lesson.Add(seen);
        batch.Add(seen);
        characters += seen.Entry.Path.Length + (seen.Entry.LinkTarget?.Length ?? 0);
        if (batch.Count >= BatchEntries || characters >= BatchCharacters)
            await HandOnAsync().ConfigureAwait(false);
    }

    private async ValueTask HandOnAsync()
    {
        List<SeenEntry> full = batch;
        batch = [];
        characters = 0;
        if (full.Count > 0)
            await batches.Writer.WriteAsync(full, cancellation).ConfigureAwait(false);
    }
}
