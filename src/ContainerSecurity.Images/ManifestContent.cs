using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>The bytes of a manifest or index, and what they are.</summary>
public sealed class ManifestContent
{
    private readonly byte[] bytes;

    private ManifestContent(Descriptor descriptor, byte[] bytes)
    {
        Descriptor = descriptor;
        this.bytes = bytes;
    }

    /// <summary>Type, digest and size.</summary>
    public Descriptor Descriptor { get; }

    /// <summary>The document.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Takes bytes that a descriptor points to.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="expected">What points to it.</param>
    /// <exception cref="ImageReadException">The bytes have another size or digest, or the digest's algorithm is not known.</exception>
    public static ManifestContent Verify(byte[] bytes, Descriptor expected)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(expected);
        BlobDigest.RequireVerifiable(expected);
        if (bytes.Length != expected.Size)
            throw new ImageReadException(
                ImageReadFailure.DigestMismatch,
                $"The manifest {expected.Digest} has {bytes.Length} bytes; {expected.Size} are expected.");
        if (!expected.Digest.Matches(bytes))
            throw new ImageReadException(ImageReadFailure.DigestMismatch, $"The manifest {expected.Digest} has other content than its digest says.");
        return new ManifestContent(expected, bytes);
    }

    /// <summary>Reads the document as an index.</summary>
    /// <exception cref="ImageReadException">It is none, or not valid.</exception>
    public ImageIndex ReadIndex() => Valid(ImageIndex.Read(bytes, Name), i => i.MediaType);

    /// <summary>Reads the document as an image manifest.</summary>
    /// <exception cref="ImageReadException">It is none, or not valid.</exception>
    public ImageManifest ReadManifest() => Valid(ImageManifest.ReadBuilt(bytes, Name), m => m.MediaType);

    internal static T Valid<T>(ImageDocument<T> document, string name)
        where T : class =>
        document.Value ?? throw new ImageReadException(ImageReadFailure.Malformed, $"{name} is not valid: {Sentence(document.Errors)}");

    private string Name => Descriptor.Digest.ToString();

    private T Valid<T>(ImageDocument<T> document, Func<T, string?> mediaType)
        where T : class
    {
        T value = Valid(document, $"The manifest {Name}");
        if (mediaType(value) is { } own && own != Descriptor.MediaType)
            throw new ImageReadException(
                ImageReadFailure.Malformed,
                $"The manifest {Name} says it is '{own}', but what points to it says '{Descriptor.MediaType}'.");
        return value;
    }

    private static string Sentence(IReadOnlyList<DocumentError> errors) =>
        string.Join(" ", errors.Take(3).Select(e => $"line {e.Span.Line}, column {e.Span.Column}: {e.Message}"));
}
