using System.CommandLine;
using ContainerSecurity.Images;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>An image at a location, opened for as long as something is done with it.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Content">The image.</param>
/// <param name="Named">The digest of what the location names, which may be an index.</param>
internal sealed record OpenedImage(string Location, ContainerImage Content, string Named)
{
    private const string Scheme = "docker://";

    /// <summary>The name shown to people.</summary>
    public string Name => Location.StartsWith(Scheme, StringComparison.Ordinal) ? Location[Scheme.Length..] : Location;

    /// <summary>The digest of the image itself.</summary>
    public string Digest => Content.Descriptor.Digest.ToString();

    /// <summary>The image as rules see it, without its files.</summary>
    public Image Resource => new(Location, Content.Config, [], Content.Manifest.Annotations);

    /// <summary>The package URL by which a registry has it; null where it is in none.</summary>
    public PackageUrl? Url => UrlOf(Location, Digest);

    /// <summary>The package URL of an image in a registry; null where the location is no reference.</summary>
    public static PackageUrl? UrlOf(string location, string digest)
    {
        string named = location.StartsWith(Scheme, StringComparison.Ordinal) ? location[Scheme.Length..] : location;
        if (File.Exists(location) || Directory.Exists(location) || ImageReference.TryParse(named, out ImageReference? reference) != ImageReferenceError.None)
            return null;
        string repository = reference!.Name, name = repository[(repository.LastIndexOf('/') + 1)..];
        var where = new Dictionary<string, string> { ["repository_url"] = repository };
        return PackageUrl.TryCreate("oci", null, name, digest, where, null, out PackageUrl? url, out _) ? url : null;
    }

    /// <summary>Opens an image, and does something with it.</summary>
    /// <exception cref="ImageReadException">It cannot be read.</exception>
    public static async Task<T> UseAsync<T>(
        ParseResult parsed, ImageOptions options, string location, Func<OpenedImage, Task<T>> use, CancellationToken cancellation)
    {
        (IImageSource source, string? reference) =
            await ImageSource.OpenAsync(location, options.RegistryFor(parsed, location), null, cancellation).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            string named = (await source.ResolveAsync(reference, cancellation).ConfigureAwait(false)).Descriptor.Digest.ToString();
            ContainerImage image = await ContainerImage.OpenAsync(source, reference, options.PlatformOf(parsed), null, cancellation).ConfigureAwait(false);
            return await use(new OpenedImage(location, image, named)).ConfigureAwait(false);
        }
    }
}
