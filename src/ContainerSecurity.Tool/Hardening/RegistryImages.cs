using ContainerSecurity.Hardening;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Tool.Hardening;

/// <summary>Asks the registries that images name, each image once, and says what could not be looked up.</summary>
internal sealed class RegistryImages(Terminal terminal, bool plainHttp) : IImageResolver
{
    private readonly Dictionary<string, ResolvedImage?> known = new(StringComparer.Ordinal);

    public async ValueTask<ResolvedImage?> ResolveAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        string name = reference.ToString();
        if (!known.TryGetValue(name, out ResolvedImage? image))
            known.Add(name, image = await Resolver(reference).ResolveAsync(reference, cancellationToken).ConfigureAwait(false));
        return image;
    }

    private RegistryImageResolver Resolver(ImageReference reference) => new(
        new RegistryOptions
        {
            Credentials = DockerConfigCredentials.Read(),
            PlainHttp = plainHttp && reference.Registry is { } registry ? new HashSet<string> { registry } : new HashSet<string>(),
        },
        onFailure: (image, message) => terminal.Error.WriteLine($"csec: The image '{image}' could not be looked up: {message}"));
}
