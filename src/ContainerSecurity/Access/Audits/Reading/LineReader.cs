using System.IO.Compression;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>
/// Reads a stream line by line, unpacked where it is packed by gzip. The memory is that of the longest line, up to a
/// bound; a line beyond it is passed over.
/// </summary>
internal sealed class LineReader(Stream stream, int maxLength)
{
    private const int FirstBuffer = 256 * 1024;
    private Stream? source;
    private byte[] buffer = new byte[FirstBuffer];
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line that was read last is too long; it is empty then.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads the next line that is not blank, without its end; false at the end of the stream.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The packed stream is damaged.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        IsTooLong = false;
        int searched = 0;
        while (true)
        {
            int length = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (length < 0 && !isAtEnd)
            {
                searched = end - start;
                if (searched > maxLength)
                    (IsTooLong, start, end, searched) = (true, 0, 0, 0);
                Fill();
                continue;
            }
            if (length < 0 && end == start && !IsTooLong)
            {
                line = default;
                return false;
            }
            line = Take(length < 0 ? end - start : searched + length, length >= 0);
            if (IsTooLong || !line.IsEmpty)
                return true;
            searched = 0;
        }
    }

    private ReadOnlySpan<byte> Take(int length, bool hasEnd)
    {
        Number++;
        ReadOnlySpan<byte> line = buffer.AsSpan(start, length);
        start += length + (hasEnd ? 1 : 0);
        IsTooLong |= length > maxLength;
        return IsTooLong ? default : line.Trim(" \t\r"u8);
    }

    private void Fill()
    {
        source ??= Open();
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        int read = source.Read(buffer, end, buffer.Length - end);
        end += read;
        isAtEnd = read == 0;
    }

    /// <summary>Looks at the beginning: at most a mark of bytes, or that of gzip.</summary>
    private Stream Open()
    {
        byte[] head = new byte[3];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        bool hasMark = length == 3 && head.AsSpan().SequenceEqual("\uFEFF"u8);
        if (hasMark)
            return stream;
        var whole = new PrefixedStream(head, length, stream);
        return length >= 2 && head[0] == 0x1F && head[1] == 0x8B ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }
}
