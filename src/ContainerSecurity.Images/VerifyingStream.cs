using System.Security.Cryptography;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>Passes the bytes of a blob on and compares size and digest: a byte too many at once, a difference at the end.</summary>
internal sealed class VerifyingStream : ReadOnlyStream
{
    private readonly Stream inner;
    private readonly Descriptor descriptor;
    private readonly IncrementalHash hash;
    private bool isVerified;

    public VerifyingStream(Stream inner, Descriptor descriptor)
    {
        BlobDigest.RequireVerifiable(descriptor);
        this.inner = inner;
        this.descriptor = descriptor;
        hash = descriptor.Digest.CreateHash();
    }

    /// <summary>How many bytes were read.</summary>
    public long Count { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count += read;
        hash.AppendData(buffer.Span[..read]);
        if (Count > descriptor.Size)
            throw new ImageReadException(
                ImageReadFailure.DigestMismatch,
                $"The blob {descriptor.Digest} is larger than the {descriptor.Size} bytes it should have.");
        if (read == 0 && buffer.Length > 0 && !isVerified)
            Verify();
        return read;
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

    private void Verify()
    {
        isVerified = true;
        if (Count < descriptor.Size)
            throw new ImageReadException(ImageReadFailure.Truncated, $"The blob {descriptor.Digest} ends after {Count} of {descriptor.Size} bytes.");
        if (!descriptor.Digest.Matches(hash))
            throw new ImageReadException(ImageReadFailure.DigestMismatch, $"The blob {descriptor.Digest} has other content than its digest says.");
    }
}
