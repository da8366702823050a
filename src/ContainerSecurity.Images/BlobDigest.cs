using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>Reads small blobs whole, within a bound, and compares them with their digest.</summary>
internal static class BlobDigest
{
    public static void RequireVerifiable(Descriptor descriptor)
    {
        if (!descriptor.Digest.IsVerifiable)
            throw new ImageReadException(
                ImageReadFailure.Unsupported,
                $"The digest {descriptor.Digest} cannot be checked: its algorithm is none of sha256, sha384 and sha512.");
    }

    /// <summary>The content of a descriptor that stands in memory, digest and size checked.</summary>
    public static async Task<byte[]> ReadAsync(IImageSource source, Descriptor descriptor, int limit, CancellationToken cancellationToken)
    {
        RequireBound(descriptor, limit);
        if (descriptor.Data is { } data)
            return [.. data];
        await using Stream blob = new VerifyingStream(await source.OpenBlobAsync(descriptor, cancellationToken).ConfigureAwait(false), descriptor);
        return await ReadAllAsync(blob, limit, descriptor.Digest.ToString(), cancellationToken).ConfigureAwait(false);
    }

    public static void RequireBound(Descriptor descriptor, int limit)
    {
        if (descriptor.Size > limit)
            throw new ImageReadException(
                ImageReadFailure.LimitExceeded,
                $"The document {descriptor.Digest} has {descriptor.Size} bytes; {limit} are read at most.");
    }

    public static async Task<byte[]> ReadAllAsync(Stream stream, int limit, string name, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        byte[] chunk = new byte[32 * 1024];
        for (int read; (read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (buffer.Length + read > limit)
                throw new ImageReadException(ImageReadFailure.LimitExceeded, $"The document {name} is larger than {limit} bytes and was not read.");
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }
}
