using System.Buffers.Binary;
using System.Collections;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>Walks the tree of pages of one table, each page once, and hands over each row as it is stored.</summary>
internal readonly ref struct SqliteTree(SqlitePages pages, IBlobSink sink)
{
    private const byte InnerPage = 5, LeafPage = 13;
    private const int FileHeaderLength = 100;

    private readonly SqlitePages pages = pages;
    private readonly BlobBuffer buffer = new(pages.Length);

    /// <summary>Walks from a page down. What is broken is told to the sink, and the rest read.</summary>
    public void Walk(uint root)
    {
        var seen = new BitArray(pages.Count + 1);
        var open = new Stack<uint>([root]);
        while (!sink.IsOver && open.TryPop(out uint number))
        {
            try
            {
                ReadOnlySpan<byte> page = pages[number];
                if (seen[(int)number])
                    throw new InvalidDataException($"the page {number} is in the tree twice");
                seen[(int)number] = true;
                Visit(page, page[(number == 1 ? FileHeaderLength : 0)..], open);
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

    private void Visit(ReadOnlySpan<byte> page, ReadOnlySpan<byte> header, Stack<uint> open)
    {
        bool isInner = header[0] == InnerPage;
        if (!isInner && header[0] != LeafPage)
            throw new InvalidDataException($"a page of the table is of the kind {header[0]}");
        int count = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
        ReadOnlySpan<byte> cells = header[(isInner ? 12 : 8)..];
        if (count * 2 > cells.Length)
            throw new InvalidDataException($"a page says that it has {count} rows");
        if (isInner)
            open.Push(BinaryPrimitives.ReadUInt32BigEndian(header[8..]));
        for (int i = 0; i < count && !sink.IsOver; i++)
        {
            // The children of a page are put on the stack from the last to the first, so that rows come in their order.
            int at = BinaryPrimitives.ReadUInt16BigEndian(cells[((isInner ? count - 1 - i : i) * 2)..]);
            ReadOnlySpan<byte> cell = at <= page.Length ? page[at..] : [];
            if (isInner)
                open.Push(cell.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(cell) : 0);
            else
                Take(cell);
        }
    }

    private void Take(ReadOnlySpan<byte> cell)
    {
        try
        {
            long length = SqlitePages.ReadVarint(ref cell);
            SqlitePages.ReadVarint(ref cell);
            pages.ReadPayload(cell, length, buffer);
            sink.Take(buffer.Written);
        }
        catch (InvalidDataException e)
        {
            sink.Fault(e.Message);
        }
    }
}
