using System.Buffers.Binary;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>The pages of a SQLite database.</summary>
internal readonly ref struct SqlitePages(ReadOnlySpan<byte> content, int pageSize, int usable)
{
    private readonly ReadOnlySpan<byte> content = content;

    /// <summary>How many bytes of a page are used.</summary>
    public int Usable => usable;

    /// <summary>How many pages there are, a last one that is cut off not counted.</summary>
    public int Count => content.Length / pageSize;

    /// <summary>How many bytes the file has.</summary>
    public int Length => content.Length;

    /// <summary>A page; pages are counted from 1.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ReadOnlySpan<byte> this[uint number] => number >= 1 && number <= Count
        ? content.Slice((int)(number - 1) * pageSize, usable)
        : throw new InvalidDataException($"the page {number} is not there; the file has {Count}");

    /// <summary>Reads a number of one to nine bytes, the highest first, and goes on behind it.</summary>
    /// <exception cref="InvalidDataException">It is cut off.</exception>
    public static long ReadVarint(ref ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (int i = 0; i < 9; i++)
        {
            if (i >= bytes.Length)
                throw new InvalidDataException("a number is cut off");
            byte b = bytes[i];
            value = i == 8 ? (value << 8) | b : (value << 7) | (uint)(b & 0x7F);
            if (i < 8 && b >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            break;
        }
        return value;
    }

    /// <summary>Puts the payload of a row together, whose end may lie on pages of its own.</summary>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public void ReadPayload(ReadOnlySpan<byte> cell, long length, BlobBuffer buffer)
    {
        if (length < 0)
            throw new InvalidDataException("a row has a length below zero");
        buffer.Begin(length);
        long local = length, most = usable - 35;
        if (length > most)
        {
            long least = ((usable - 12) * 32 / 255) - 23;
            long fitting = least + ((length - least) % (usable - 4));
            local = fitting <= most ? fitting : least;
        }
        if (local > cell.Length)
            throw new InvalidDataException("a row is longer than its page");
        buffer.Add(cell[..(int)local]);
        long rest = length - local;
        if (rest == 0)
            return;
        if (local + 4 > cell.Length)
            throw new InvalidDataException("a row is longer than its page");
        uint next = BinaryPrimitives.ReadUInt32BigEndian(cell[(int)local..]);
        while (rest > 0)
        {
            ReadOnlySpan<byte> page = this[next];
            next = BinaryPrimitives.ReadUInt32BigEndian(page);
            ReadOnlySpan<byte> piece = page[4..(4 + (int)Math.Min(rest, usable - 4))];
            buffer.Add(piece);
            rest -= piece.Length;
        }
    }
}
