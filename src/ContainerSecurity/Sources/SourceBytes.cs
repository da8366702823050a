using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>The bytes of a source, or their beginning where there are more than are read.</summary>
internal sealed partial class SourceBytes
{
    private const int ChunkLength = 4 * 1024;
    private readonly Stream? rest;

    private SourceBytes(byte[] buffer, int count, Stream? rest, bool isSized)
    {
        Buffer = buffer;
        Count = count;
        IsSized = isSized;
        this.rest = rest;
    }

    /// <summary>Holds the bytes.</summary>
    public byte[] Buffer { get; }

    /// <summary>How many bytes of the buffer count.</summary>
    public int Count { get; }

    /// <summary>Whether these are all bytes.</summary>
    public bool IsWhole => rest is null;

    /// <summary>Whether it was known before how many there are, as of a file.</summary>
    public bool IsSized { get; }

    /// <summary>Reads a stream to its end, or until there are too many.</summary>
    public static SourceBytes Read(Stream stream, int maxBytes)
    {
        if (IsTooLong(stream, maxBytes))
            return new SourceBytes([], 0, stream, isSized: true);
        byte[] buffer = new byte[LengthFor(stream)];
        int count = 0;
        for (int read; (read = stream.Read(buffer, count, buffer.Length - count)) > 0;)
        {
            count += read;
            if (count > maxBytes)
                return new SourceBytes(buffer, count, stream, isSized: false);
            if (count == buffer.Length)
                Grow(ref buffer, maxBytes);
        }
        return new SourceBytes(buffer, count, null, stream.CanSeek);
    }

    /// <summary>Opens the bytes that were read.</summary>
    public Stream Open() => new MemoryStream(Buffer, 0, Count, writable: false);

    /// <summary>Opens the bytes that were read and those that were not, to look what they begin as. They can be opened once.</summary>
    public Stream OpenRest() => rest is null ? Open() : new PrefixedStream(Buffer, Count, rest);

    private static bool IsTooLong(Stream stream, int maxBytes) => stream.CanSeek && stream.Length - stream.Position > maxBytes;

    /// <summary>One byte more than there are, so that the end is met without growing.</summary>
    private static int LengthFor(Stream stream) => stream.CanSeek ? (int)(stream.Length - stream.Position) + 1 : ChunkLength;

    private static void Grow(ref byte[] buffer, int maxBytes)
    {
        long wanted = Math.Min(Math.Max(buffer.Length * 2L, ChunkLength), maxBytes + 1L);
        Array.Resize(ref buffer, (int)Math.Max(wanted, buffer.Length + 1L));
    }
}
