using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Images;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the reader of images.</summary>
public static class ImagesContainerSecurityBuilderExtensions
{
    /// <summary>
    /// Registers <see cref="IImageReader"/> as a singleton; with the policy's name as its key, where it has one. It
    /// finds secrets by the policy as it is when an image is read.
    /// </summary>
    /// <param name="builder">What <c>AddContainerSecurity</c> gave.</param>
    /// <param name="options">How images are read; null for the defaults. The detector of secrets is the policy's.</param>
    public static IContainerSecurityBuilder AddImages(this IContainerSecurityBuilder builder, ImageReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ImageReaderOptions read = options ?? new ImageReaderOptions();
        if (builder.Name.Length == 0)
            builder.Services.TryAddSingleton<IImageReader>(s => new PolicyImageReader(s.GetRequiredService<IPolicyEngine>(), read));
        else
            builder.Services.TryAddKeyedSingleton<IImageReader>(builder.Name,
                (s, key) => new PolicyImageReader(s.GetRequiredKeyedService<IPolicyEngine>(key), read));
        return builder;
    }
}
