using System.Buffers.Binary;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>
/// Reads the values of a hash table of Berkeley DB, <c>Packages</c>, that distributions before 2021 use. Pages are read
/// one after the other, not by their hashes: the order does not matter.
/// </summary>
internal static class BerkeleyDatabase
{
    private const uint HashMagic = 0x061561;
    private const int MagicOffset = 12, MetaLength = 512, PageHeaderLength = 26;
    private const byte HashPage = 13, UnsortedHashPage = 2, OverflowPage = 7;
    private const byte KeyData = 1, OffPage = 3;
    private const int OffPageLength = 12;

    /// <summary>Whether a file is such a database, of either order of bytes.</summary>
    public static bool Is(ReadOnlySpan<byte> content) =>
        content.Length > MagicOffset + 4
        && (BinaryPrimitives.ReadUInt32LittleEndian(content[MagicOffset..]) == HashMagic
            || BinaryPrimitives.ReadUInt32BigEndian(content[MagicOffset..]) == HashMagic);

    /// <summary>Reads all headers.</summary>
    /// <exception cref="InvalidDataException">The file as a whole cannot be read.</exception>
    public static void Read(ReadOnlySpan<byte> content, IBlobSink sink)
    {
        if (content.Length < MetaLength)
            throw new InvalidDataException($"it has {content.Length} bytes only");
        bool isBig = BinaryPrimitives.ReadUInt32BigEndian(content[MagicOffset..]) == HashMagic;
        var pages = new Pages(content, isBig);
        if (content[24] != 0)
            throw new InvalidDataException("it is encrypted");
        if (pages.Size < MetaLength || pages.Size > 65536 || (pages.Size & (pages.Size - 1)) != 0)
            throw new InvalidDataException($"it has pages of {pages.Size} bytes");
        long last = pages.Number(content[32..]);
        if (content.Length % pages.Size != 0 || last >= pages.Count)
            sink.Fault($"the file has {content.Length} bytes where {last + 1} pages of {pages.Size} bytes were expected, so its end is missing");
        var buffer = new BlobBuffer(content.Length);
        for (uint number = 1; number < pages.Count && !sink.IsOver; number++)
        {
            try
            {
                if (pages[number] is var page && page[25] is HashPage or UnsortedHashPage)
                    ReadPage(pages, page, buffer, sink);
            }
            catch (InvalidDataException e)
            {
                sink.Fault(e.Message);
            }
            catch (BlobBudgetException e)
            {
                sink.Fault(e.Message);
                return;
            }
        }
    }

    /// <summary>Reads the values of a page, on which keys and values take turns, laid out from the end of the page to its beginning.</summary>
    private static void ReadPage(Pages pages, ReadOnlySpan<byte> page, BlobBuffer buffer, IBlobSink sink)
    {
        int count = pages.Short(page[20..]);
        if (PageHeaderLength + (count * 2) > page.Length)
            throw new InvalidDataException($"a page says that it has {count} items");
        for (int i = 1; i < count && !sink.IsOver; i += 2)
        {
            int start = pages.Short(page[(PageHeaderLength + (i * 2))..]);
            int end = pages.Short(page[(PageHeaderLength + ((i - 1) * 2))..]);
            if (start >= end || end > page.Length)
            {
                sink.Fault("an item lies outside of its page");
                continue;
            }
            try
            {
                ReadItem(pages, page[start..end], buffer, sink);
            }
            catch (InvalidDataException e)
            {
                sink.Fault(e.Message);
            }
        }
    }

    private static void ReadItem(Pages pages, ReadOnlySpan<byte> item, BlobBuffer buffer, IBlobSink sink)
    {
        switch (item[0])
        {
            // The value of the key 0 is the highest number that a package has had.
            case KeyData when item.Length - 1 <= sizeof(uint):
                return;
            case KeyData:
                buffer.Begin(item.Length - 1);
                buffer.Add(item[1..]);
                break;
            case OffPage when item.Length >= OffPageLength:
                ReadOverflow(pages, pages.Number(item[4..]), pages.Number(item[8..]), buffer);
                break;
            default:
                throw new InvalidDataException($"an item is of the kind {item[0]}");
        }
        sink.Take(buffer.Written);
    }

    private static void ReadOverflow(Pages pages, uint first, uint length, BlobBuffer buffer)
    {
        buffer.Begin(length);
        uint number = first;
        while (buffer.Written.Length < length)
        {
            ReadOnlySpan<byte> page = pages[number];
            int stored = pages.Short(page[22..]);
            if (page[25] != OverflowPage || stored == 0 || PageHeaderLength + stored > page.Length)
                throw new InvalidDataException($"the page {number}, on which a header goes on, is none of those");
            buffer.Add(page.Slice(PageHeaderLength, (int)Math.Min(stored, length - buffer.Written.Length)));
            number = pages.Number(page[16..]);
        }
    }

    /// <summary>The pages of a database and the order of bytes of its numbers.</summary>
    private readonly ref struct Pages
    {
        private readonly ReadOnlySpan<byte> content;
        private readonly bool isBig;

        public Pages(ReadOnlySpan<byte> content, bool isBig)
        {
            this.content = content;
            this.isBig = isBig;
            Size = Number(content[20..]);
        }

        public uint Size { get; }

        public long Count => content.Length / Size;

        public ReadOnlySpan<byte> this[uint number] => number < Count
            ? content.Slice((int)(number * Size), (int)Size)
            : throw new InvalidDataException($"the page {number} is not there; the file has {Count}");

        public uint Number(ReadOnlySpan<byte> bytes) =>
            isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

        public ushort Short(ReadOnlySpan<byte> bytes) =>
            isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }
}
