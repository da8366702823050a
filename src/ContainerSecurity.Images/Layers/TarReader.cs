using System.Text;

namespace ContainerSecurity.Images.Layers;

/// <summary>
/// Reads tar archives forward: v7, ustar, pax, GNU names and sparse files. System.Formats.Tar is not used because it takes extended headers of any
/// size into memory and knows no sparse files; here every header is bounded.
/// </summary>
internal sealed class TarReader(Stream stream)
{
    private const int Block = 512;
    private const int MaxExtension = 1024 * 1024;
    private readonly byte[] buffer = new byte[128 * Block];
    private int start;
    private int end;
    private long remaining;
    private int padding;
    private bool isAtEnd;

    /// <summary>Where the next unread byte stands in the stream, where the stream was at its start.</summary>
    public long Position { get; private set; }

    /// <summary>The next header; null at the end of the archive. Content that was not read is passed over.</summary>
    public async ValueTask<TarHeader?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        string? longName = null, longLink = null;
        PaxRecords? pax = null;
        while (!isAtEnd)
        {
            await SkipAsync(remaining + padding, cancellationToken).ConfigureAwait(false);
            remaining = padding = 0;
            if (!await FillAsync(Block, mayEnd: true, cancellationToken).ConfigureAwait(false) || IsZero(buffer.AsSpan(start, Block)))
            {
                isAtEnd = true;
                break;
            }
            TarHeader header = ReadBlock(Take(Block));
            SetContent(header.StoredSize);
            switch (header.Type)
            {
                case 'x':
                    pax = PaxRecords.Read(await ReadExtensionAsync(cancellationToken).ConfigureAwait(false));
                    break;
                case 'L':
                    longName = TarNumbers.ReadText(await ReadExtensionAsync(cancellationToken).ConfigureAwait(false));
                    break;
                case 'K':
                    longLink = TarNumbers.ReadText(await ReadExtensionAsync(cancellationToken).ConfigureAwait(false));
                    break;
                case 'g':
                    break;
                default:
                    return await CompleteAsync(header, longName, longLink, pax, cancellationToken).ConfigureAwait(false);
            }
        }
        return null;
    }

    /// <summary>Reads stored content of the present entry.</summary>
    public async ValueTask<int> ReadContentAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        int wanted = (int)Math.Min(target.Length, remaining);
        if (wanted == 0)
            return 0;
        int read = Math.Min(wanted, end - start);
        if (read > 0)
        {
            buffer.AsMemory(start, read).CopyTo(target);
            start += read;
        }
        else if ((read = await stream.ReadAsync(target[..wanted], cancellationToken).ConfigureAwait(false)) == 0)
        {
            throw Truncated();
        }
        Position += read;
        remaining -= read;
        return read;
    }

    private static ImageReadException Truncated() => new(ImageReadFailure.Truncated, "The archive ends within a file or header.");

    private static TarHeader ReadBlock(ReadOnlySpan<byte> block)
    {
        CheckSum(block);
        string name = TarNumbers.ReadText(block[..100]);
        bool isPosix = block.Slice(257, 6).SequenceEqual("ustar\0"u8);
        string prefix = isPosix ? TarNumbers.ReadText(block.Slice(345, 155)) : "";
        char type = (char)block[156];
        long size = TarNumbers.Read(block.Slice(124, 12));
        if (size < 0)
            throw TarNumbers.Broken("a negative size");
        return new TarHeader(type is '\0' or '7' ? '0' : type, prefix.Length > 0 ? $"{prefix}/{name}" : name)
        {
            LinkName = TarNumbers.ReadText(block.Slice(157, 100)),
            Mode = (int)(TarNumbers.Read(block.Slice(100, 8)) & 0xFFF),
            UserId = TarNumbers.Read(block.Slice(108, 8)),
            GroupId = TarNumbers.Read(block.Slice(116, 8)),
            ModifiedAt = TarNumbers.Read(block.Slice(136, 12)),
            StoredSize = type is '1' or '2' or '3' or '4' or '5' or '6' ? 0 : size,
            Sparse = type == 'S' ? new SparseMap(TarNumbers.Read(block.Slice(483, 12))) : null,
        };
    }

    private static void CheckSum(ReadOnlySpan<byte> block)
    {
        long expected = TarNumbers.Read(block.Slice(148, 8));
        int unsigned = 8 * ' ', signed = 8 * ' ';
        for (int i = 0; i < block.Length; i++)
        {
            if (i is >= 148 and < 156)
                continue;
            unsigned += block[i];
            signed += (sbyte)block[i];
        }
        if (expected != unsigned && expected != signed)
            throw TarNumbers.Broken("a wrong checksum; this is no tar archive, or a damaged one");
    }

    private async ValueTask<TarHeader> CompleteAsync(TarHeader header, string? longName, string? longLink, PaxRecords? pax, CancellationToken cancellationToken)
    {
        if (header.Sparse is { } sparse)
            await ReadSparseHeadersAsync(sparse, cancellationToken).ConfigureAwait(false);
        header = header with { Name = longName ?? header.Name, LinkName = longLink ?? header.LinkName };
        if (pax is not null)
            header = await ApplyAsync(header, pax, cancellationToken).ConfigureAwait(false);
        if (header.Sparse is { } map && map.StoredSize != remaining)
            throw new ImageReadException(ImageReadFailure.Malformed, $"The sparse file '{header.Name}' has other content than its map says.");
        return header.Type == '0' && header.Name.EndsWith('/') ? header with { Type = '5' } : header;
    }

    private async ValueTask<TarHeader> ApplyAsync(TarHeader header, PaxRecords pax, CancellationToken cancellationToken)
    {
        if (pax.Size is { } size && header.Type is '0' or 'S')
            SetContent(size);
        SparseMap? map = header.Sparse;
        if (pax.SparseRealSize is { } realSize && header.Type == '0')
        {
            map = new SparseMap(realSize);
            if (pax.HasMapInContent)
                await ReadSparseContentAsync(map, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i + 1 < pax.Sparse.Count; i += 2)
                map.Add(pax.Sparse[i], pax.Sparse[i + 1]);
        }
        return header with
        {
            Name = pax.SparseName ?? pax.Path ?? header.Name,
            LinkName = pax.LinkPath ?? header.LinkName,
            UserId = pax.UserId ?? header.UserId,
            GroupId = pax.GroupId ?? header.GroupId,
            ModifiedAt = pax.ModifiedAt ?? header.ModifiedAt,
            StoredSize = remaining,
            Sparse = map,
            HasCapabilities = pax.HasCapabilities,
        };
    }

    /// <summary>GNU's old form: four parts in the header, which is still in the buffer, and further ones in blocks behind it.</summary>
    private async ValueTask ReadSparseHeadersAsync(SparseMap map, CancellationToken cancellationToken)
    {
        bool hasMore = AddParts(map, buffer.AsSpan(start - Block, Block)[386..], 4);
        while (hasMore)
        {
            await FillAsync(Block, mayEnd: false, cancellationToken).ConfigureAwait(false);
            hasMore = AddParts(map, Take(Block), 21);
        }
    }

    private static bool AddParts(SparseMap map, ReadOnlySpan<byte> parts, int count)
    {
        for (int i = 0; i < count && parts[i * 24] != 0; i++)
            map.Add(TarNumbers.Read(parts.Slice(i * 24, 12)), TarNumbers.Read(parts.Slice((i * 24) + 12, 12)));
        return parts[count * 24] != 0;
    }

    /// <summary>GNU's form 1.0: decimal numbers, one a line, in the first blocks of the content.</summary>
    private async ValueTask ReadSparseContentAsync(SparseMap map, CancellationToken cancellationToken)
    {
        long total = remaining;
        long count = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        for (long i = 0; i < count; i++)
        {
            long offset = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            map.Add(offset, await ReadLineAsync(cancellationToken).ConfigureAwait(false));
        }
        long rest = Math.Min(remaining, (Block - ((total - remaining) % Block)) % Block);
        await SkipAsync(rest, cancellationToken).ConfigureAwait(false);
        remaining -= rest;
    }

    private async ValueTask<long> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        for (byte[] one = new byte[1]; await ReadContentAsync(one, cancellationToken).ConfigureAwait(false) == 1 && one[0] != '\n';)
            if (line.Append((char)one[0]).Length > 20)
                break;
        return TarNumbers.ReadDecimal(Encoding.Latin1.GetBytes(line.ToString()));
    }

    private void SetContent(long size)
    {
        if (size > long.MaxValue - Block)
            throw TarNumbers.Broken("a number that is too large");
        remaining = size;
        padding = (int)((Block - (size % Block)) % Block);
    }

    private async ValueTask<byte[]> ReadExtensionAsync(CancellationToken cancellationToken)
    {
        if (remaining > MaxExtension)
            throw new ImageReadException(ImageReadFailure.LimitExceeded, $"The archive has a header of {remaining} bytes; {MaxExtension} are read at most.");
        var content = new byte[remaining];
        for (int read = 0; read < content.Length;)
            read += await ReadContentAsync(content.AsMemory(read), cancellationToken).ConfigureAwait(false);
        return content;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        start += count;
        Position += count;
        return buffer.AsSpan(start - count, count);
    }

    private async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        Position += count;
        int buffered = (int)Math.Min(count, end - start);
        start += buffered;
        count -= buffered;
        if (count > 0 && stream.CanSeek)
        {
            if (count > stream.Length - stream.Position)
                throw Truncated();
            stream.Seek(count, SeekOrigin.Current);
            return;
        }
        while (count > 0)
        {
            if ((end = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) == 0)
                throw Truncated();
            start = (int)Math.Min(count, end);
            count -= start;
        }
    }

    /// <summary>Makes sure that so many bytes are in the buffer; false at the end of the stream.</summary>
    private async ValueTask<bool> FillAsync(int count, bool mayEnd, CancellationToken cancellationToken)
    {
        if (end - start >= count)
            return true;
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        while (end < count)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return mayEnd && end == 0 ? false : throw Truncated();
            end += read;
        }
        return true;
    }

    private static bool IsZero(ReadOnlySpan<byte> block) => block.IndexOfAnyExcept((byte)0) < 0;
}
