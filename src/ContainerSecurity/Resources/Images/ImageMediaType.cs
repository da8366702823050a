namespace ContainerSecurity.Resources.Images;

/// <summary>The media types of images: those of OCI, and Docker's of schema 2, which mean the same.</summary>
public static class ImageMediaType
{
    /// <summary>An OCI image manifest.</summary>
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>An OCI image index.</summary>
    public const string Index = "application/vnd.oci.image.index.v1+json";

    /// <summary>An OCI image configuration.</summary>
    public const string Config = "application/vnd.oci.image.config.v1+json";

    /// <summary>The content <c>{}</c>, the configuration of artifacts that have none.</summary>
    public const string Empty = "application/vnd.oci.empty.v1+json";

    /// <summary>A layer that is not compressed.</summary>
    public const string Layer = "application/vnd.oci.image.layer.v1.tar";

    /// <summary>A layer compressed with gzip.</summary>
    public const string GzipLayer = Layer + "+gzip";

    /// <summary>A layer compressed with zstd.</summary>
    public const string ZstdLayer = Layer + "+zstd";

    /// <summary>A manifest of Docker's schema 2.</summary>
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>A manifest list of Docker's schema 2.</summary>
    public const string DockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>A configuration of Docker's schema 2.</summary>
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";

    /// <summary>A layer of Docker's schema 2 that is not compressed.</summary>
    public const string DockerLayer = "application/vnd.docker.image.rootfs.diff.tar";

    private const int MaxPart = 127;

    /// <summary>Whether documents of a media type are <see cref="ImageManifest"/>s.</summary>
    public static bool IsManifest(string mediaType) => mediaType is Manifest or DockerManifest;

    /// <summary>Whether documents of a media type are <see cref="ImageIndex"/>es.</summary>
    public static bool IsIndex(string mediaType) => mediaType is Index or DockerManifestList;

    /// <summary>
    /// Whether documents of a media type are <see cref="ImageConfig"/>s; <c>application/octet-stream</c> is what the
    /// first writers of schema 2 said.
    /// </summary>
    public static bool IsConfig(string mediaType) => mediaType is Config or DockerConfig or "application/octet-stream";

    /// <summary>Whether content of a media type is a layer of files, compressed or not.</summary>
    public static bool IsLayer(string mediaType) => mediaType is not null
        && (IsOneOf(mediaType, Layer, '+') || IsOneOf(mediaType, DockerLayer, '.') || IsForeignLayer(mediaType));

    /// <summary>Whether content of a media type is a layer that is not distributed with its image, and may be absent.</summary>
    public static bool IsForeignLayer(string mediaType) => mediaType is not null
        && (IsOneOf(mediaType, "application/vnd.oci.image.layer.nondistributable.v1.tar", '+')
            || IsOneOf(mediaType, "application/vnd.docker.image.rootfs.foreign.diff.tar", '.'));

    /// <summary>Whether a text has the form of a media type, <c>type/subtype</c> without parameters (RFC 6838, section 4.2).</summary>
    public static bool IsWellFormed(string text)
    {
        int slash = (text ?? throw new ArgumentNullException(nameof(text))).IndexOf('/');
        return slash > 0 && IsRestrictedName(text, 0, slash) && IsRestrictedName(text, slash + 1, text.Length);
    }

    private static bool IsOneOf(string mediaType, string layer, char separator) =>
        mediaType == layer || mediaType == $"{layer}{separator}gzip" || mediaType == $"{layer}{separator}zstd";

    private static bool IsRestrictedName(string text, int start, int end)
    {
        for (int i = start; i < end; i++)
            if (!IsLetterOrDigit(text[i]) && (i == start || "!#$&^_.+-".IndexOf(text[i]) < 0))
                return false;
        return end - start is > 0 and <= MaxPart;
    }

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
