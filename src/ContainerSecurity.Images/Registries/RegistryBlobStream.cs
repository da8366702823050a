using System.Net;
using System.Net.Http.Headers;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Registries;

/// <summary>A blob that is read over the network. Where the connection breaks, the rest is asked for and the reader sees nothing of it.</summary>
internal sealed class RegistryBlobStream : ReadOnlyStream
{
    private readonly RegistryConnection place;
    private readonly Descriptor descriptor;
    private HttpResponseMessage response;
    private Stream body;
    private long position;
    private int failures;

    private RegistryBlobStream(RegistryConnection place, Descriptor descriptor, HttpResponseMessage response, Stream body)
    {
        this.place = place;
        this.descriptor = descriptor;
        this.response = response;
        this.body = body;
    }

    /// <summary>Opens a blob; null where the registry has none of its digest.</summary>
    public static async Task<Stream?> TryOpenAsync(RegistryConnection place, Descriptor descriptor, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await place.GetAsync(PathOf(descriptor), null, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            response.Dispose();
            return null;
        }
        return new RegistryBlobStream(place, descriptor, response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                int read = await place.WithTimeoutAsync(c => body.ReadAsync(buffer, c).AsTask(), cancellationToken).ConfigureAwait(false);
                if (read == 0 && buffer.Length > 0 && position < descriptor.Size)
                    throw new HttpIOException(HttpRequestError.ResponseEnded, $"the answer ends after {position} of {descriptor.Size} bytes.");
                position += read;
                failures = read > 0 ? 0 : failures;
                return read;
            }
            catch (Exception e) when (e is HttpRequestException || (e is IOException && e is not ImageReadException))
            {
                if (++failures >= place.MaxAttempts)
                    throw new ImageReadException(
                        ImageReadFailure.Unreachable,
                        $"The blob {descriptor.Digest} cannot be read from {place.Registry}: {e.Message}",
                        e);
            }
            await place.WaitAsync(failures, null, cancellationToken).ConfigureAwait(false);
            await ResumeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            response.Dispose();
        base.Dispose(disposing);
    }

    private static string PathOf(Descriptor descriptor) => $"blobs/{descriptor.Digest}";

    /// <summary>Asks for the rest; where the registry knows no ranges, for all, and passes over what was read.</summary>
    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        response.Dispose();
        response = await place.GetAsync(PathOf(descriptor), h => h.Range = new RangeHeaderValue(position, null), cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw new ImageReadException(ImageReadFailure.NotFound, $"{place.Registry} has no longer the blob {descriptor.Digest}.");
        body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        bool isRest = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == position;
        if (response.StatusCode == HttpStatusCode.PartialContent && !isRest)
            throw new ImageReadException(
                ImageReadFailure.Malformed,
                $"{place.Registry} answers with another part of the blob {descriptor.Digest} than was asked for.");
        if (!isRest)
            await place.WithTimeoutAsync(async c =>
            {
                await new Archives.BoundedStream(body, position, leaveOpen: true).CopyToAsync(Null, c).ConfigureAwait(false);
                return true;
            }, cancellationToken).ConfigureAwait(false);
    }
}
