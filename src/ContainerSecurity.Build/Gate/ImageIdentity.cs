using System.Security.Cryptography;
using System.Text;
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

    /// <summary>A digest of the layers and the settings of an image, but for when it was made.</summary>
    public static string Of(ImageConfig config) => Digest(
    [
        config.Platform.ToString(),
        .. Part("layers", config.DiffIds.Select(d => d.ToString())),
        .. Part("user", [config.User ?? ""]),
        .. Part("env", config.Environment),
        .. Part("entrypoint", config.Entrypoint),
        .. Part("cmd", config.Command),
        .. Part("ports", config.ExposedPorts.Order(StringComparer.Ordinal)),
        .. Part("folder", [config.WorkingDirectory ?? ""]),
        .. Part("labels", config.Labels.Where(l => !OfTheMaking.Contains(l.Key)).Select(l => $"{l.Key}={l.Value}").Order(StringComparer.Ordinal)),
    ]);

    /// <summary>A digest of texts, in which none can pass for two.</summary>
    public static string Digest(IEnumerable<string> texts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => $"{t.Length}:{t}")))));

    private static IEnumerable<string> Part(string name, IEnumerable<string> values) => [name, .. values, ""];
}
