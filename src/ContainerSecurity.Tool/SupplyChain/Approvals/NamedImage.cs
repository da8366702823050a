using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Tool.SupplyChain.Approvals;

/// <summary>An image that a command is about: its digest, and where it comes from, where that is a registry.</summary>
internal sealed record NamedImage(Digest Digest, ImageReference? Reference, string Name)
{
    /// <summary>Finds the digest of an image: that which is written, or that which the registry, archive or layout has now.</summary>
    /// <exception cref="IOException">There is no such image, or it cannot be read.</exception>
    public static async Task<NamedImage> FindAsync(string wanted, RegistryOptions registry, CancellationToken cancellation)
    {
        if (Digest.TryParse(wanted, out Digest? alone) && alone!.IsVerifiable)
            return new NamedImage(alone, null, wanted);
        ImageReference? reference = null;
        bool isReference = !Path.Exists(wanted) && ImageReference.TryParse(wanted, out reference) == ImageReferenceError.None;
        if (isReference && reference!.Digest is { } pinned && Digest.TryParse(pinned, out Digest? digest) && digest!.IsVerifiable)
            return new NamedImage(digest, reference, wanted);
        (IImageSource source, string? name) = await ImageSource.OpenAsync(wanted, registry, null, cancellation).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
            return new NamedImage((await source.ResolveAsync(name, cancellation).ConfigureAwait(false)).Descriptor.Digest, isReference
                ? reference
                : null, wanted);
    }
}
