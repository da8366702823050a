using System.Diagnostics;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Benchmarks;

/// <summary>Reads all layers of an image once, without and with looking into its files; <c>tar -tzf</c> over the same blobs is the yardstick.</summary>
internal static class LayerReading
{
    public static async Task RunAsync(string location)
    {
        (IImageSource source, string? reference) = await ImageSource.OpenAsync(location).ConfigureAwait(false);
        await using (source)
        {
            ContainerImage image = await ContainerImage.OpenAsync(source, reference).ConfigureAwait(false);
            long entries = 0, bytes = 0;
            foreach (ImageLayer layer in image.Layers)
            {
                await foreach (LayerEntry entry in layer.ReadAsync().ConfigureAwait(false))
                {
                    entries++;
                    bytes += entry.Size;
                }
            }
            WriteCost($"{image.Layers.Count} layers, {image.Layers.Sum(l => l.Descriptor.Size)} bytes, {entries} entries of {bytes} bytes");
        }
    }

    /// <summary>Reads an image as the rules need it, secrets included.</summary>
    public static async Task ScanAsync(string location)
    {
        Image image = await ImageReader.ReadAsync(location).ConfigureAwait(false);
        WriteCost($"{image.Layers.Count} layers, {image.Files.Count} files to report");
    }

    private static void WriteCost(string what)
    {
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine($"{what}: {self.TotalProcessorTime.TotalSeconds:0.00} s of processor time, {self.PeakWorkingSet64 / 1024 / 1024} MiB at most");
    }
}
