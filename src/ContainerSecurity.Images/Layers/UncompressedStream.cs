using System.Security.Cryptography;
using ZstdSharp;

namespace ContainerSecurity.Images.Layers;

/// <summary>The uncompressed bytes of a layer: bounded, faults of the decompressor named, and compared with the digest that the configuration gives.</summary>
internal sealed class UncompressedStream(Stream inner, VerifyingStream compressed, ImageLayer layer, ImageReadLimits limits) : ReadOnlyStream
{
    private readonly IncrementalHash hash = layer.DiffId.CreateHash();
    private long size;
    private bool isVerified;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw await FaultAsync(e, cancellationToken).ConfigureAwait(false);
        }
        hash.AppendData(buffer.Span[..read]);
        Grow(read);
        if (read == 0 && buffer.Length > 0 && !isVerified)
            Verify();
        return read;
    }

    /// <summary>Counts bytes of the layer, also those that are not stored but will be read (the holes of sparse files).</summary>
    public void Grow(long bytes)
    {
        if (bytes > limits.MaxLayerSize - size)
            throw new ImageReadException(ImageReadFailure.LimitExceeded, $"{layer} is larger than {limits.MaxLayerSize} bytes.");
        size += bytes;
        if (size > limits.MinSuspiciousSize && size / limits.MaxCompressionRatio > compressed.Count)
            throw new ImageReadException(
                ImageReadFailure.LimitExceeded,
                $"{layer} grows to more than {limits.MaxCompressionRatio} times its {compressed.Count} bytes, as a decompression bomb does.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            hash.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>
    /// A damaged blob is named by its digest or size where these differ, and by what the decompressor says only where
    /// the blob is as it was meant.
    /// </summary>
    private async Task<ImageReadException> FaultAsync(Exception fault, CancellationToken cancellationToken)
    {
        try
        {
            await compressed.CopyToAsync(Null, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageReadException e)
        {
            return e;
        }
        return new ImageReadException(ImageReadFailure.Malformed, $"{layer} cannot be decompressed: {fault.Message}", fault);
    }

    private void Verify()
    {
        isVerified = true;
        if (!layer.DiffId.Matches(hash))
            throw new ImageReadException(
                ImageReadFailure.DigestMismatch,
                $"{layer} has other files than the digest {layer.DiffId} in the image's configuration says.");
    }
}
