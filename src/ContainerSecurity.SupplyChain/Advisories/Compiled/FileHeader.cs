using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>
/// The first 128 bytes of a compiled file: magic (8), version (4), size of a page (4), length of the content (8), place
/// and length of the directory (8, 8), digest of the topmost page (32), zeros (24), digest of all bytes before (32).
/// Numbers are little-endian, digests are SHA-256.
/// </summary>
internal sealed record FileHeader(long ContentLength, long DirectoryOffset, long DirectoryLength, byte[] Root)
{
    public const int Length = 128;
    public const int PageSize = 4096;
    public const int DigestLength = SHA256.HashSizeInBytes;

    /// <summary>How long a record is at most. A kernel has some thousand advisories, which are about a megabyte.</summary>
    public const int MaxRecord = 64 * 1024 * 1024;

    private const uint Version = 1;
    private const int RootOffset = 40;
    private const int SealOffset = Length - DigestLength;
    // Places in tables have 40 bits.
    private const long MaxContentLength = 1L << 40;

    /// <summary>What compiled files begin with.</summary>
    public static ReadOnlySpan<byte> Magic => "CSECADV\n"u8;

    /// <summary>The digest that seals the header, and so the whole file.</summary>
    public static byte[] SealOf(ReadOnlySpan<byte> header) => header[SealOffset..].ToArray();

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), PageSize);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), ContentLength);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), DirectoryOffset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), DirectoryLength);
        Root.CopyTo(bytes, RootOffset);
        SHA256.HashData(bytes.AsSpan(0, SealOffset), bytes.AsSpan(SealOffset));
        return bytes;
    }

    /// <exception cref="AdvisoryFileException">The bytes are no header.</exception>
    public static FileHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Magic.Length || !bytes.StartsWith(Magic))
            throw new AdvisoryFileException("It is no compiled file of advisories: it begins otherwise.");
        if (bytes.Length < Length)
            throw AdvisoryFileException.Broken("it ends within its header");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version != Version)
            throw new AdvisoryFileException(
                $"The compiled file of advisories is of version {version}, and only version {Version} is known here. Build it with this release.");
        if (!SHA256.HashData(bytes[..SealOffset]).AsSpan().SequenceEqual(bytes[SealOffset..Length]))
            throw AdvisoryFileException.Broken("its header is not what its digest says");
        long content = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        long offset = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]);
        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]);
        bool fits = content is > 0 and <= MaxContentLength && offset >= 0 && length > 0 && offset <= content - length;
        if (!fits || BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]) != PageSize)
            throw AdvisoryFileException.Broken("its header contradicts itself");
        return new FileHeader(content, offset, length, bytes.Slice(RootOffset, DigestLength).ToArray());
    }

    /// <summary>
    /// The lengths of the levels, the content first: each further one has the digests of the pages of the one before,
    /// until one page is left.
    /// </summary>
    public static IReadOnlyList<long> Levels(long contentLength)
    {
        List<long> levels = [contentLength];
        while (levels[^1] > PageSize)
            levels.Add(Pages(levels[^1]) * DigestLength);
        return levels;
    }

    public static long Pages(long length) => (length + PageSize - 1) / PageSize;
}
