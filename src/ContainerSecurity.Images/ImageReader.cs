using ContainerSecurity.Images.Examination;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Inspection;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Images.Inspectors;

namespace ContainerSecurity.Images;

/// <summary>Reads images into what rules judge. Each layer is read once, as a stream; nothing is unpacked.</summary>
public static class ImageReader
{
    /// <summary>Reads an image.</summary>
    /// <param name="location">Where it is, as <see cref="ImageSource.OpenAsync"/> takes it.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">The image, or a base named in the options, cannot be read.</exception>
    public static async Task<Image> ReadAsync(string location, ImageReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ImageReaderOptions();
        (IImageSource source, string? reference) = await ImageSource.OpenAsync(
            location, options.Registry, options.Limits, cancellationToken).ConfigureAwait(false);
        await using (source)
        {
            ContainerImage image = await ContainerImage.OpenAsync(source, reference, options.Platform, options.Limits, cancellationToken).ConfigureAwait(false);
            string? known = await ReferenceAsync(source, reference, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<BaseImage> bases = await new BaseImageReader(options).ReadAsync(image, source, cancellationToken).ConfigureAwait(false);
            return await ReadAsync((source, reference), image, location, known, bases, options, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the only image of a source that is open already, such as what an engine saved.</summary>
    /// <param name="source">The source. It must stay open while the image is read.</param>
    /// <param name="name">The name shown to people.</param>
    /// <param name="reference">The reference that the image is known by; null for none.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">The image, or a base named in the options, cannot be read.</exception>
    public static async Task<Image> ReadOpenedAsync(
        IImageSource source, string name, string? reference = null, ImageReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        options ??= new ImageReaderOptions();
        ContainerImage image = await ContainerImage.OpenAsync(source, null, options.Platform, options.Limits, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<BaseImage> bases = await new BaseImageReader(options).ReadAsync(image, source, cancellationToken).ConfigureAwait(false);
        return await ReadAsync((source, null), image, name, reference, bases, options, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Image> ReadAsync(
        (IImageSource Source, string? Reference) from,
        ContainerImage image,
        string name,
        string? reference,
        IReadOnlyList<BaseImage> bases,
        ImageReaderOptions options,
        CancellationToken cancellationToken)
    {
        var inspection = new LayerInspection([.. LayerInspectors.BuiltIn(options.Detector), .. options.Inspectors]);
        Layer[] layers = [.. image.Layers.Select(l => new Layer(l.Index, l.Descriptor.Digest) { Step = l.Step })];
        var progress = new ProgressCount(image, options.OnProgress);
        var examination = new LayerExamination(image, options.Examiner?.Invoke(image));
        await using LayerReadings? readings = options is { Examiner: null, Inspectors.Count: 0 }
            ? new LayerReadings(from.Source, image, layers, options, inspection, cancellationToken)
            : null;
        var reading = new ImageFileSystemOptions
        {
            Limits = options.Limits,
            Entries = readings is null ? null : readings.ReadAsync,
            OnEntry = (layer, entry, cancellation) =>
            {
                progress.Advance(layer);
                ReportBound.Require(inspection, options.Limits);
                return readings is not null ? default : examination.ShowAsync(
                    layer, entry, e => InspectAsync(inspection, layers[layer.Index], e, cancellation), cancellation);
            },
        };
        ImageFileSystem files = await ImageFileSystem.ReadAsync(image, reading, cancellationToken).ConfigureAwait(false);
        ImageExamination known = await examination.CompleteAsync(files, cancellationToken).ConfigureAwait(false);
        return new Image(name, image.Config, [.. layers.Select((l, i) => l with { IsAbsent = image.Layers[i].IsAbsent })], image.Manifest.Annotations)
        {
            Reference = reference,
            Digest = image.Descriptor.Digest,
            Files = [.. inspection.Files.Select(f => f with { IsHidden = files.IsHidden(f.Path, f.Layer.Index) })],
            Release = inspection.Release,
            UserIds = inspection.UserIds,
            Bases = bases,
            Vulnerabilities = known.Vulnerabilities,
            VulnerabilityData = known.VulnerabilityData,
            Packages = known.Packages,
            UnknownPackages = known.UnknownPackages,
            IsCompared = known.IsCompared,
            Verification = options.VerifySignatures is { } verify
                ? await verify(from.Source, from.Reference, image, cancellationToken).ConfigureAwait(false)
                : null,
            Approval = options.FindApproval is { } approval
                ? await approval(from.Source, from.Reference, image, cancellationToken).ConfigureAwait(false)
                : null,
        };
    }

    private static ValueTask InspectAsync(LayerInspection inspection, Layer layer, LayerEntry entry, CancellationToken cancellationToken) =>
        FileView.Concerns(entry)
            ? new ValueTask(inspection.InspectAsync(FileView.Of(layer, entry), entry.Content, cancellationToken))
            : default;

    /// <summary>The reference of an image: that of a registry, or the name that an archive gives it; a tag alone is none.</summary>
    private static async Task<string?> ReferenceAsync(IImageSource source, string? reference, CancellationToken cancellationToken)
    {
        if (source is RegistryImageSource registry)
            return registry.ReferenceOf(reference);
        string? name = reference ?? (await source.ListAsync(cancellationToken).ConfigureAwait(false) is [var first, ..] ? first : null);
        return name is not null && !Digest.TryParse(name, out _) && name.AsSpan().IndexOfAny(':', '/') > 0
            && ImageReference.TryParse(name, out _) == ImageReferenceError.None ? name : null;
    }

    /// <summary>Tells how far the reading is, at every entry.</summary>
    private sealed class ProgressCount(ContainerImage image, Action<ImageReadProgress>? onProgress)
    {
        private readonly long total = image.Layers.Sum(l => l.Descriptor.Size);

        public void Advance(ImageLayer layer) =>
            onProgress?.Invoke(new ImageReadProgress(
                layer.Index + 1,
                image.Layers.Count,
                image.Layers.Take(layer.Index).Sum(l => l.Descriptor.Size) + layer.BytesRead,
                total));
    }
}
