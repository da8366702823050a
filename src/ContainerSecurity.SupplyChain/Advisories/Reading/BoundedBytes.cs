namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Reads streams up to a bound.</summary>
internal static class BoundedBytes
{
    private const int Chunk = 64 * 1024;

    /// <summary>All bytes of a stream; null where there are more than the bound.</summary>
    public static ReadOnlyMemory<byte>? ReadAll(Stream stream, int max)
    {
        using MemoryStream buffer = new();
        byte[] chunk = new byte[Chunk];
        for (int read; (read = stream.Read(chunk, 0, chunk.Length)) > 0;)
        {
            if (buffer.Length + read > max)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>The lines of a stream with their numbers; null in the place of one that is longer than the bound.</summary>
    /// <remarks>The bytes hold until the next line is asked for.</remarks>
    public static IEnumerable<(int Number, ReadOnlyMemory<byte>? Line)> Lines(Stream stream, int max)
    {
        byte[] buffer = new byte[Chunk];
        int start = 0;
        int end = 0;
        int number = 1;
        bool isTooLong = false;
        while (true)
        {
            int at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                yield return (number++, Within(buffer.AsMemory(start, at), max, isTooLong));
                isTooLong = false;
                start += at + 1;
                continue;
            }

            if (end - start > max)
            {
                isTooLong = true;
                start = end;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, (long)max + Chunk));
            int read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
                break;
            end += read;
        }

        if (end > 0 || isTooLong)
            yield return (number, Within(buffer.AsMemory(0, end), max, isTooLong));
    }

    private static ReadOnlyMemory<byte>? Within(ReadOnlyMemory<byte> line, int max, bool isTooLong)
    {
        if (isTooLong || line.Length > max)
            return null;
        return line;
    }
}
