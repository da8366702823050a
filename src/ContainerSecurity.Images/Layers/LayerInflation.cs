using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using ZstdSharp;

namespace ContainerSecurity.Images.Layers;

/// <summary>
/// Decompresses a layer, a chunk at a time: faults of the decompressor named, and both digests compared when the last
/// chunk was filled. It is used by one thread at a time.
/// </summary>
internal sealed class LayerInflation(Stream inner, VerifyingStream compressed, ImageLayer layer) : IDisposable
{
    private readonly IncrementalHash hash = layer.DiffId.CreateHash();
    private ExceptionDispatchInfo? fault;
    private bool isVerified;

    /// <summary>
    /// The next bytes; null when the layer has ended and is what its digests say. What stands before a fault is given
    /// before the fault is thrown.
    /// </summary>
    public async ValueTask<LayerChunk?> ReadAsync(CancellationToken cancellationToken)
    {
        fault?.Throw();
        var chunk = new LayerChunk();
        try
        {
            await FillAsync(chunk, cancellationToken).ConfigureAwait(false);
            if (chunk.Length == 0 && !isVerified)
                await VerifyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (chunk.Length > 0)
        {
            fault = ExceptionDispatchInfo.Capture(e);
        }
        catch
        {
            chunk.Return();
            throw;
        }
        chunk.CompressedCount = compressed.Count;
        if (chunk.Length > 0)
            return chunk;
        chunk.Return();
        return null;
    }

    public void Dispose()
    {
        inner.Dispose();
        hash.Dispose();
    }

    private async ValueTask FillAsync(LayerChunk chunk, CancellationToken cancellationToken)
    {
        try
        {
            for (int read; chunk.Free.Length > 0
                && (read = await inner.ReadAsync(chunk.Free, cancellationToken).ConfigureAwait(false)) > 0;)
                hash.AppendData(chunk.Fill(read));
        }
        catch (Exception e) when (e is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw await FaultAsync(e, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask VerifyAsync(CancellationToken cancellationToken)
    {
        isVerified = true;
        if (!layer.DiffId.Matches(hash))
            throw new ImageReadException(
                ImageReadFailure.DigestMismatch,
                $"{layer} has other files than the digest {layer.DiffId} in the image's configuration says.");
        await compressed.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A damaged blob is named by its digest or size where these differ, and by what the decompressor says only where
    /// the blob is as it was meant.
    /// </summary>
    private async Task<ImageReadException> FaultAsync(Exception fault, CancellationToken cancellationToken)
    {
        try
        {
            await compressed.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageReadException e)
        {
            return e;
        }
        return new ImageReadException(ImageReadFailure.Malformed, $"{layer} cannot be decompressed: {fault.Message}", fault);
    }
}
