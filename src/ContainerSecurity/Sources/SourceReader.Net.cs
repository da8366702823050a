namespace ContainerSecurity.Sources;

/// <content>Sources that have to be waited for.</content>
public sealed partial class SourceReader
{
    /// <summary>Reads a source. What it throws is an error of its content; only the cancelling that the caller asked for goes through.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<SourceContent> ReadAsync(Source source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        cancellationToken.ThrowIfCancellationRequested();
        if (source.IsAtHand)
            return Read(source, cancellationToken);
        try
        {
            if (source.HoldsResources)
                return OfResources(source, await source.ReadResourcesAsync(cancellationToken).ConfigureAwait(false));
            Stream stream = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
                return Read(source, await SourceBytes.ReadAsync(stream, maxBytes, cancellationToken).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // A source of anybody's may throw anything; the other sources are read all the same.
        catch (Exception e) when (IsFaultOf(e, cancellationToken))
#pragma warning restore CA1031
        {
            return OfFault(source, e);
        }
    }
}
