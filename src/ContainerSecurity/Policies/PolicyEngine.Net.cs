using System.Collections.Concurrent;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <content>What has to be waited for.</content>
public sealed partial class PolicyEngine
{
    private const int MaxSearches = 8;

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
        IReadOnlyDictionary<string, ImageVerification>? images = request.Images is null && Options.ImageTrust is { } trust
            ? await VerifyImagesAsync(content.Resources, trust, cancellationToken).ConfigureAwait(false)
            : null;
        return Evaluate(content, request, cancellationToken, images);
    }

    /// <summary>Judges what a file holds, as one set. What cannot be opened or read is an error of the decision.</summary>
    /// <param name="path">The file's path, shown to people as it is given; its format may be told by its name.</param>
    /// <param name="cancellationToken">Ends the reading and the evaluation.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<Decision> EvaluateFileAsync(string path, CancellationToken cancellationToken = default) =>
        EvaluateAsync(new EvaluationRequest(Source.FromFile(path)), cancellationToken);

    /// <summary>Judges what a stream holds, as one set. What cannot be read of it is an error of the decision.</summary>
    /// <param name="stream">The bytes; read to the end or to the limit, and disposed.</param>
    /// <param name="path">The name shown to people, by which its format may be told.</param>
    /// <param name="cancellationToken">Ends the reading and the evaluation.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<Decision> EvaluateStreamAsync(Stream stream, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return EvaluateAsync(new EvaluationRequest(new Source(path, _ => new ValueTask<Stream>(stream))), cancellationToken);
    }

    /// <summary>
    /// Has the images of resources verified, each once, where the policy says by whom they must be signed; nobody is
    /// asked for the others. Give what comes of it with <see cref="EvaluationRequest.Images"/>.
    /// </summary>
    /// <param name="resources">The resources.</param>
    /// <param name="trust">Verifies images.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<IReadOnlyDictionary<string, ImageVerification>> VerifyImagesAsync(
        IEnumerable<Resource> resources, IImageTrust trust, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(trust);
        var images = new ConcurrentDictionary<string, ImageVerification>(StringComparer.Ordinal);
        if (!JudgesTrust)
            return images;
        ImageReference[] wanted = [.. resources.OfType<IUsesImages>().Where(r => r is not Image)
            .SelectMany(r => r.Images).Select(i => i.Reference).OfType<ImageReference>()
            .Select(r => r.WithDefaultTag()).Distinct().Where(Policy.Trust.Asks)];
        if (wanted is [var only])
        {
            images[only.ToString()] = await VerifyAsync(only, trust, cancellationToken).ConfigureAwait(false);
            return images;
        }
        await Parallel.ForEachAsync(
            wanted,
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = MaxSearches },
            async (image, cancellation) => images[image.ToString()] = await VerifyAsync(image, trust, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        return images;
    }

    /// <summary>Whoever verifies may throw anything: the image has no verdict then, and the others have theirs.</summary>
    private async ValueTask<ImageVerification> VerifyAsync(ImageReference image, IImageTrust trust, CancellationToken cancellationToken)
    {
        try
        {
            return await trust.VerifyAsync(image, Policy.Trust, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // One image's fault is no other's.
        catch (Exception e) when (e is not OperationCanceledException && Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            return ImageVerification.Unknown($"The verification failed: {e.Message}");
        }
    }

    partial void FindImages(IReadOnlyList<Resource> resources, CancellationToken cancellation, ref IReadOnlyDictionary<string, ImageVerification>? images) =>
        images = Options.ImageTrust is { } trust && JudgesTrust
            ? Task.Run(() => VerifyImagesAsync(resources, trust, cancellation).AsTask(), cancellation).GetAwaiter().GetResult()
            : null;

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
