using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Images;

/// <summary>
/// Opens images by where they are, in the words of other tools: <c>oci:folder</c>, <c>oci-archive:file</c>,
/// <c>docker-archive:file</c>, <c>docker://reference</c>; or a path alone, or a reference alone.
/// </summary>
public static class ImageSource
{
    private static readonly string[] ArchiveEnds = [".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".zip"];

    /// <summary>Opens what a location names.</summary>
    /// <param name="location">The location. Behind a path may stand <c>:name</c>, the name of an image in it.</param>
    /// <param name="registry">How registries are talked to; null for the defaults.</param>
    /// <param name="limits">Bounds; null for <see cref="ImageReadLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">Nothing is there, or it cannot be read.</exception>
    /// <returns>The source, and the name of the image in it; null where the location names none.</returns>
    public static async Task<(IImageSource Source, string? Reference)> OpenAsync(
        string location, RegistryOptions? registry = null, ImageReadLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        limits ??= ImageReadLimits.Default;
        if (Rest(location, "docker://") is { } remote)
            return OpenRegistry(remote, registry, limits);
        if ((Rest(location, "oci:") ?? Rest(location, "oci-archive:")) is { } layout)
        {
            (string path, string? name) = SplitName(layout);
            return (await LayoutImageSource.OpenAsync(path, limits, cancellationToken).ConfigureAwait(false), name);
        }
        if (Rest(location, "docker-archive:") is { } archive)
        {
            (string path, string? name) = SplitName(archive);
            return (await DockerArchiveImageSource.OpenAsync(path, limits, cancellationToken).ConfigureAwait(false), name);
        }
        (string file, string? reference) = SplitName(location);
        return Directory.Exists(file) ? (await LayoutImageSource.OpenAsync(file, limits, cancellationToken).ConfigureAwait(false), reference)
            : File.Exists(file) ? (await OpenArchiveAsync(file, limits, cancellationToken).ConfigureAwait(false), reference)
            : LooksLikePath(location) ? throw new ImageReadException(ImageReadFailure.NotFound, $"There is no such file or folder: '{location}'.")
            : OpenRegistry(location, registry, limits);
    }

    private static (IImageSource Source, string? Reference) OpenRegistry(string text, RegistryOptions? registry, ImageReadLimits limits)
    {
        ImageReferenceError error = ImageReference.TryParse(text, out ImageReference? reference);
        if (reference is null)
            throw new ImageReadException(ImageReadFailure.NotFound, $"'{text}' is neither a file or folder nor the reference of an image ({error}).");
        ImageReference pulled = reference.WithDefaultTag();
        return (new RegistryImageSource(pulled, registry, limits), pulled.Digest ?? pulled.Tag);
    }

    private static async Task<IImageSource> OpenArchiveAsync(string path, ImageReadLimits limits, CancellationToken cancellationToken)
    {
        TarFolder folder = await TarFolder.OpenAsync(path, limits, cancellationToken).ConfigureAwait(false);
        return LayoutImageSource.IsLayout(folder) ? await LayoutImageSource.OpenAsync(folder, limits, cancellationToken).ConfigureAwait(false)
            : DockerArchiveImageSource.IsDockerArchive(folder)
                ? await DockerArchiveImageSource.OpenAsync(folder, limits, cancellationToken).ConfigureAwait(false)
            : throw new ImageReadException(ImageReadFailure.Unsupported, $"{path} is neither an archive of docker save nor one of an OCI layout.");
    }

    /// <summary>Whether a location can only be meant as a path, or is most likely meant as one: no registry is asked for it.</summary>
    private static bool LooksLikePath(string location)
    {
        if (location.StartsWith('/')
            || location.StartsWith('~')
            || location.Contains('\\', StringComparison.Ordinal)
            || location.EndsWith('/')
            || (location is [var drive, ':', '/', ..] && char.IsAsciiLetter(drive)))
            return true;
        if (location.Split('/').Any(part => part is "." or ".."))
            return true;
        return location.Split(':').Any(part => ArchiveEnds.Any(end => part.EndsWith(end, StringComparison.OrdinalIgnoreCase)));
    }

    private static string? Rest(string location, string scheme) => location.StartsWith(scheme, StringComparison.Ordinal) ? location[scheme.Length..] : null;

    /// <summary>Divides a path from the name behind it, unless the whole is a path that exists.</summary>
    private static (string Path, string? Name) SplitName(string text)
    {
        if (Path.Exists(text))
            return (text, null);
        for (int colon = text.IndexOf(':', StringComparison.Ordinal); colon > 0; colon = text.IndexOf(':', colon + 1))
            if (Path.Exists(text[..colon]))
                return (text[..colon], text[(colon + 1)..]);
        return (text, null);
    }
}
