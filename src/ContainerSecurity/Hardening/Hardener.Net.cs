using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening;

/// <content>What has to be waited for.</content>
public sealed partial class Hardener
{
    /// <summary>Hardens what a request wants, as <see cref="Harden(EvaluationRequest)"/> does, after its images have been looked up.</summary>
    /// <param name="request">The request, about one object.</param>
    /// <param name="resolver">Looks images up.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<HardeningResult> HardenAsync(EvaluationRequest request, IImageResolver resolver, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Hardener informed = await WithImagesAsync(request.Resources, resolver, cancellationToken).ConfigureAwait(false);
        return informed.Harden(request);
    }

    /// <summary>Gives a hardener that knows the images of some resources: their digests and users.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="resolver">Looks images up; it is asked once for each.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<Hardener> WithImagesAsync(IEnumerable<Resource> resources, IImageResolver resolver, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(resolver);
        if (!Rules.Any(r => r.Id is "CSEC1001" or "CSEC1002" or "CSEC2003"))
            return this;
        var images = options.Images.ToDictionary(i => i.Key, i => i.Value, StringComparer.Ordinal);
        foreach (ImageReference reference in resources.SelectMany(ReferencesOf).Select(r => r.WithDefaultTag()).Distinct())
            if (!images.ContainsKey(reference.ToString()) && await resolver.ResolveAsync(reference, cancellationToken).ConfigureAwait(false) is { } known)
                images.Add(reference.ToString(), known);
        return new Hardener(
            Policy, new HardeningOptions { MissingOnly = options.MissingOnly, Images = images, Clock = options.Clock, Limits = options.Limits });
    }

    private static IEnumerable<ImageReference> ReferencesOf(Resource resource) =>
        resource is IUsesImages user ? user.Images.Select(i => i.Reference).OfType<ImageReference>() : [];
}
