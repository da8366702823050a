using ContainerSecurity.Sources;

namespace ContainerSecurity.Hardening;

/// <content>What has to be waited for.</content>
public sealed partial class SourceHardener
{
    /// <summary>Hardens a source after its images have been looked up.</summary>
    /// <param name="source">The source, which is opened once.</param>
    /// <param name="resolver">Looks images up.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<HardenedSource> HardenAsync(Source source, IImageResolver resolver, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        SourceText read = Read(source);
        if (read.Failure is { } failure)
            return failure;
        return Harden(read, await hardener.WithImagesAsync(read.Content.Resources, resolver, cancellationToken).ConfigureAwait(false));
    }
}
