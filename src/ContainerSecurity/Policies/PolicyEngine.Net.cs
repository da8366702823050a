using ContainerSecurity.Resources;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <content>What has to be waited for.</content>
public sealed partial class PolicyEngine
{
    /// <summary>Judges a request.</summary>
    /// <param name="request">The request; its source, where it has one, is opened once.</param>
    /// <param name="cancellationToken">Ends the reading and the evaluation.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<Decision> EvaluateAsync(EvaluationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        SourceContent content = request.Source is { } source
            ? await Reader.ReadAsync(source, cancellationToken).ConfigureAwait(false)
            : new SourceContent("", request.Resources, []);
        return Evaluate(content, request, cancellationToken);
    }

    /// <summary>
    /// Judges sources as they come, as one set, several at a time, each opened once, in memory that does not grow
    /// with their documents. Gives one decision for each in the order of the sources; when the last has been read,
    /// further ones on what rules found that compare; then one for the policy itself where its waivers need
    /// attention.
    /// </summary>
    /// <param name="sources">
    /// The sources, asked for once. Where asking for the next one fails, those before are judged, and a decision says
    /// so.
    /// </param>
    /// <param name="set">
    /// What rules compare with, where it is known before: then nothing is kept of the sources. Null to collect it
    /// from the sources: then less than a kilobyte is kept of a resource that is compared.
    /// </param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<Decision> ScanAsync(IAsyncEnumerable<Source> sources, ResourceSet? set = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return NewScan(set, cancellationToken).RunAsync(sources, cancellationToken);
    }
}
