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
        long? size = SizeOf(stream);
        if (size > maxBytes)
            return new SourceBytes([], 0, stream, isSized: true);
        byte[] buffer = new byte[LengthFor(size)];
        int count = 0;
        for (int read; (read = stream.Read(buffer, count, buffer.Length - count)) > 0;)
        {
            count += read;
            if (count > maxBytes)
                return new SourceBytes(buffer, count, stream, isSized: false);
            if (count == buffer.Length)
                Grow(ref buffer, maxBytes);
            else if (IsEnd(stream, count, size))
                break;
        }
        return new SourceBytes(buffer, count, null, size is not null);
    }

    /// <summary>Opens the bytes that were read.</summary>
    public Stream Open() => new MemoryStream(Buffer, 0, Count, writable: false);

    /// <summary>Opens the bytes that were read and those that were not, to look what they begin as. They can be opened once.</summary>
    public Stream OpenRest() => rest is null ? Open() : new PrefixedStream(Buffer, Count, rest);

    /// <summary>How many bytes a stream has left; null where nobody knows.</summary>
    private static long? SizeOf(Stream stream) => stream.CanSeek ? stream.Length - stream.Position : null;

    /// <summary>One byte more than there are, so that the end is met without growing.</summary>
    private static int LengthFor(long? size) => size is { } known ? (int)known + 1 : ChunkLength;

    /// <summary>
    /// Whether a file was at its end: all of it came, and not the byte more that was asked for. What says that it is empty may be a file
    /// that the platform makes as it is read.
    /// </summary>
    private static bool IsEnd(Stream stream, int count, long? size) => count > 0 && count == size && stream.GetType() == typeof(FileStream);

    private static void Grow(ref byte[] buffer, int maxBytes)
    {
        long wanted = Math.Min(Math.Max(buffer.Length * 2L, ChunkLength), maxBytes + 1L);
        Array.Resize(ref buffer, (int)Math.Max(wanted, buffer.Length + 1L));
    }
}
