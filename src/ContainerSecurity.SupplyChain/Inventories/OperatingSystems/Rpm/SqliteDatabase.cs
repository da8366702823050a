using System.Buffers.Binary;
using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>Reads one table of blobs from a SQLite database (SQLite's "Database File Format"), as far as rpm's databases need it.</summary>
internal static class SqliteDatabase
{
    private const int HeaderLength = 100;
    private const string Table = "Packages";

    /// <summary>Whether a file is such a database.</summary>
    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith("SQLite format 3\0"u8);

    /// <summary>Reads the first blob of each row of the table of packages.</summary>
    /// <exception cref="InvalidDataException">The file as a whole cannot be read.</exception>
    public static void Read(ReadOnlySpan<byte> content, IBlobSink sink)
    {
        if (content.Length < HeaderLength)
            throw new InvalidDataException($"it has {content.Length} bytes only");
        int pageSize = BinaryPrimitives.ReadUInt16BigEndian(content[16..]) is var size && size == 1 ? 65536 : size;
        int usable = pageSize - content[20];
        if (pageSize < 512 || (pageSize & (pageSize - 1)) != 0 || usable < 480)
            throw new InvalidDataException($"it has pages of {pageSize} bytes");
        uint announced = BinaryPrimitives.ReadUInt32BigEndian(content[28..]);
        bool isAnnounced = content.Slice(24, 4).SequenceEqual(content.Slice(92, 4));
        if (content.Length % pageSize != 0 || (isAnnounced && announced > content.Length / pageSize))
            sink.Fault($"the file has {content.Length} bytes where {announced} pages of {pageSize} bytes were expected, so its end is missing");
        var pages = new SqlitePages(content, pageSize, usable);
        var schema = new SchemaSink();
        new SqliteTree(pages, schema).Walk(1);
        if (schema.Root is not { } root)
            throw new InvalidDataException(schema.Problem ?? $"it has no table '{Table}'");
        new SqliteTree(pages, new RowSink(sink)).Walk(root);
    }

    /// <summary>The text, number or blob of one column of a row; false where the row ends before.</summary>
    private static bool TryColumn(ReadOnlySpan<byte> row, int wanted, Func<long, bool>? isWanted, out ReadOnlySpan<byte> value)
    {
        value = [];
        ReadOnlySpan<byte> types = row;
        long headerLength = SqlitePages.ReadVarint(ref types);
        if (headerLength < row.Length - types.Length || headerLength > row.Length)
            throw new InvalidDataException("a row has no header");
        types = row[(row.Length - types.Length)..(int)headerLength];
        long at = headerLength;
        for (int column = 0; !types.IsEmpty; column++)
        {
            long type = SqlitePages.ReadVarint(ref types);
            long length = type switch
            {
                < 0 => throw new InvalidDataException("a row has a column of an unknown type"),
                >= 12 => (type - 12) / 2,
                0 or 8 or 9 => 0,
                5 => 6,
                6 or 7 => 8,
                10 or 11 => throw new InvalidDataException("a row has a column of an unknown type"),
                _ => type,
            };
            if (length > row.Length - at)
                throw new InvalidDataException("a column of a row is longer than the row");
            if (isWanted is null ? column == wanted : isWanted(type))
            {
                value = row.Slice((int)at, (int)length);
                return true;
            }
            at += length;
        }
        return false;
    }

    /// <summary>Finds the page where the table begins.</summary>
    private sealed class SchemaSink : IBlobSink
    {
        public uint? Root { get; private set; }

        public string? Problem { get; private set; }

        public bool IsOver => Root is not null;

        public void Take(ReadOnlySpan<byte> blob)
        {
            if (!TryColumn(blob, 0, null, out ReadOnlySpan<byte> kind)
                || !TryColumn(blob, 1, null, out ReadOnlySpan<byte> name)
                || !TryColumn(blob, 3, null, out ReadOnlySpan<byte> root)
                || !kind.SequenceEqual("table"u8)
                || !Ascii.EqualsIgnoreCase(name, Table))
                return;
            uint page = 0;
            foreach (byte b in root)
                page = (page << 8) | b;
            Root = page;
        }

        public void Fault(string message) => Problem ??= message;
    }

    /// <summary>Takes the blob out of each row.</summary>
    private sealed class RowSink(IBlobSink inner) : IBlobSink
    {
        public bool IsOver => inner.IsOver;

        public void Take(ReadOnlySpan<byte> blob)
        {
            if (TryColumn(blob, 0, type => type >= 12 && type % 2 == 0, out ReadOnlySpan<byte> header))
                inner.Take(header);
            else
                inner.Fault("a row has no header of a package");
        }

        public void Fault(string message) => inner.Fault(message);
    }
}
