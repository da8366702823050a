using System.Diagnostics;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Layers;

namespace ContainerSecurity.Benchmarks;

/// <summary>Reads all layers of an image once; <c>tar -tzf</c> over the same blobs is the yardstick.</summary>
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
            using Process self = Process.GetCurrentProcess();
            Console.WriteLine($"{image.Layers.Count} layers, {image.Layers.Sum(l => l.Descriptor.Size)} bytes, {entries} entries of {bytes} bytes: {self.TotalProcessorTime.TotalSeconds:0.00} s of processor time, {self.PeakWorkingSet64 / 1024 / 1024} MiB at most");
        }
    }
}
