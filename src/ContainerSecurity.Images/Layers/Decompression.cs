using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace ContainerSecurity.Images.Layers;

/// <summary>Tells compressions by their first bytes and opens them.</summary>
internal static class Decompression
{
    /// <summary>How many bytes <see cref="Recognize"/> needs.</summary>
    public const int PrefixLength = 6;

    private const int BufferSize = 256 * 1024;

    /// <summary>The largest window of zstd, as a power of two: zstd's own bound for streams, 128 MiB.</summary>
    private const int MaxWindow = 27;

    public static Compression Recognize(ReadOnlySpan<byte> prefix) =>
        prefix.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Compression.Gzip
        : prefix.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD])
            || (prefix.Length >= 4
                && (prefix[0] & 0xF0) == 0x50
                && prefix[1..4].SequenceEqual((ReadOnlySpan<byte>)[0x2A, 0x4D, 0x18])) ? Compression.Zstd
        : Compression.None;

    /// <summary>The forms that are not read, by their first bytes.</summary>
    private static readonly (string Name, byte[] Start)[] Others =
    [
        ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        ("bzip2", "BZh"u8.ToArray()),
        ("lz4", [0x04, 0x22, 0x4D, 0x18]),
        ("lzip", "LZIP"u8.ToArray()),
        ("lzma", [0x5D, 0x00, 0x00]),
        ("compress", [0x1F, 0x9D]),
        ("zip", "PK\u0003\u0004"u8.ToArray()),
        ("7-Zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    ];

    /// <summary>The name of a compression that is not read, by its first bytes; null for any other content.</summary>
    public static string? Unread(ReadOnlySpan<byte> prefix)
    {
        foreach ((string name, byte[] start) in Others)
            if (prefix.StartsWith(start))
                return name;
        return null;
    }

    /// <summary>What a media type says; null where it is not that of a layer.</summary>
    public static Compression Declared(string mediaType) =>
        mediaType.EndsWith("gzip", StringComparison.Ordinal) ? Compression.Gzip
        : mediaType.EndsWith("zstd", StringComparison.Ordinal) ? Compression.Zstd
        : Compression.None;

    public static Stream Open(Stream compressed, Compression compression) => compression switch
    {
        Compression.Gzip => new GZipStream(new BufferedStream(compressed, BufferSize), CompressionMode.Decompress),
        Compression.Zstd => OpenZstd(compressed),
        _ => compressed,
    };

    private static DecompressionStream OpenZstd(Stream compressed)
    {
        var stream = new DecompressionStream(compressed, BufferSize, leaveOpen: false);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindow);
        return stream;
    }
}
