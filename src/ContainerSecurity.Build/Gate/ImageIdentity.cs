using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Build.Gate;

/// <summary>What makes two images the same though they were made at two times: their layers and how they are run.</summary>
internal static class ImageIdentity
{
    /// <summary>Labels that say when and on what an image was made, which its layers say better.</summary>
    private static readonly HashSet<string> OfTheMaking = new(StringComparer.Ordinal)
    {
        "org.opencontainers.image.created", "org.opencontainers.artifact.created", "org.opencontainers.image.base.digest",
    };

    /// <summary>
    /// A digest of the layers of the base and the settings of an image, but for when it was made. The program's own
    /// layer, the last, is left out: the SDK writes it anew each time, with other times in it.
    /// </summary>
    public static string Of(ImageConfig config) => Digest(
    [
        config.Platform.ToString(),
        .. Part("layers", config.DiffIds.SkipLast(1).Select(d => d.ToString())),
        .. Part("user", [config.User ?? ""]),
        .. Part("env", config.Environment),
        .. Part("entrypoint", config.Entrypoint),
        .. Part("cmd", config.Command),
        .. Part("ports", config.ExposedPorts.Order(StringComparer.Ordinal)),
        .. Part("folder", [config.WorkingDirectory ?? ""]),
        .. Part("labels", config.Labels.Where(l => !OfTheMaking.Contains(l.Key)).Select(l => $"{l.Key}={l.Value}").Order(StringComparer.Ordinal)),
    ]);

    /// <summary>A digest of the files of the program's own layer, but for their times.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="ImageReadException">The layer cannot be read.</exception>
    public static async Task<string> OfProgramAsync(ContainerImage image, CancellationToken cancellation)
    {
        var files = new List<string>();
        if (image.Layers is [.., var own])
            await foreach (LayerEntry entry in own.ReadAsync(cancellation).ConfigureAwait(false))
                files.Add($"{entry.Path} {entry.Type} {entry.Mode} {entry.UserId} {entry.GroupId} {entry.LinkTarget} "
                    + Convert.ToHexString(await SHA256.HashDataAsync(entry.Content, cancellation).ConfigureAwait(false)));
        return Digest(files.Order(StringComparer.Ordinal));
    }

    /// <summary>A digest of texts, in which none can pass for two.</summary>
    public static string Digest(IEnumerable<string> texts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => $"{t.Length}:{t}")))));

    private static IEnumerable<string> Part(string name, IEnumerable<string> values) => [name, .. values, ""];
}
