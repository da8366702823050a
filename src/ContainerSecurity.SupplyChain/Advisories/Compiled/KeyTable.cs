using System.Buffers.Binary;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>
/// Where records are, by the hash of their keys: first the number of each bucket's first row (4 bytes each, one more at
/// the end), then the rows: hash and place (8 bytes each), by hash. The bucket is the highest bits of the hash.
/// </summary>
/// <param name="Offset">The place of the table.</param>
/// <param name="Bits">How many bits name a bucket, from 0 to 31.</param>
/// <param name="Rows">How many rows there are.</param>
internal sealed record KeyTable(long Offset, int Bits, long Rows)
{
    private const int RowLength = 16;

    // Hashes are spread; only who makes a file to hurt fills a bucket.
    private const int MaxBucket = 4096;

    public static KeyTable Write(PageWriter output, IEnumerable<(string Key, long Offset)> records)
    {
        (ulong Hash, long Offset)[] rows = [.. records.Select(r => (HashOf(r.Key), r.Offset)).Distinct().Order()];
        int bits = 0;
        while (bits < 28 && (8L << bits) < rows.Length)
            bits++;
        KeyTable table = new(output.Position, bits, rows.Length);
        Span<byte> bytes = stackalloc byte[RowLength];
        int at = 0;
        for (long bucket = 0; bucket <= 1L << bits; bucket++)
        {
            while (at < rows.Length && (long)BucketOf(rows[at].Hash, bits) < bucket)
                at++;
            BinaryPrimitives.WriteInt32LittleEndian(bytes, at);
            output.Write(bytes[..sizeof(int)]);
        }

        foreach ((ulong hash, long offset) in rows)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], offset);
            output.Write(bytes);
        }

        return table;
    }

    /// <summary>The places of the records whose keys have the hash of a key: nearly always one or none.</summary>
    public IReadOnlyList<long> Find(PageFile file, string key)
    {
        if (Rows == 0)
            return [];
        ulong hash = HashOf(key);
        (int first, int end) = Bounds(file, (long)BucketOf(hash, Bits));
        if (first < 0 || end < first || end > Rows || end - first > MaxBucket)
            throw AdvisoryFileException.Broken("a table contradicts itself");
        ReadOnlySpan<byte> rows = file.Read(FirstRow + ((long)first * RowLength), (end - first) * RowLength);
        List<long>? found = null;
        for (; rows.Length > 0; rows = rows[RowLength..])
            if (BinaryPrimitives.ReadUInt64LittleEndian(rows) == hash)
                (found ??= []).Add(BinaryPrimitives.ReadInt64LittleEndian(rows[8..]));
        return found ?? (IReadOnlyList<long>)[];
    }

    /// <summary>All rows, each checked to stand where it is looked for.</summary>
    public IEnumerable<(ulong Hash, long Offset)> All(PageFile file)
    {
        long previousEnd = 0;
        for (long bucket = 0; bucket < 1L << Bits && Rows > 0; bucket++)
        {
            (int first, int end) = Bounds(file, bucket);
            if (first != previousEnd || end < first || end > Rows || end - first > MaxBucket)
                throw AdvisoryFileException.Broken("a table contradicts itself");
            previousEnd = end;
            for (int row = first; row < end; row++)
            {
                (ulong hash, long offset) = Row(file, row);
                if ((long)BucketOf(hash, Bits) != bucket)
                    throw AdvisoryFileException.Broken("a row of a table is in the wrong place");
                yield return (hash, offset);
            }
        }

        if (previousEnd != Rows)
            throw AdvisoryFileException.Broken("a table contradicts itself");
    }

    /// <summary>FNV-1a of the UTF-16 code units, spread once more so that all bits name buckets well.</summary>
    public static ulong HashOf(string key)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in key)
            hash = (((hash ^ (byte)c) * 1099511628211) ^ (byte)(c >> 8)) * 1099511628211;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    private long FirstRow => Offset + (((1L << Bits) + 1) * sizeof(int));

    private static ulong BucketOf(ulong hash, int bits) => bits == 0 ? 0 : hash >> (64 - bits);

    private (int First, int End) Bounds(PageFile file, long bucket)
    {
        ReadOnlySpan<byte> bounds = file.Read(Offset + (bucket * sizeof(int)), 2 * sizeof(int));
        return (BinaryPrimitives.ReadInt32LittleEndian(bounds), BinaryPrimitives.ReadInt32LittleEndian(bounds[sizeof(int)..]));
    }

    private (ulong Hash, long Offset) Row(PageFile file, int row)
    {
        ReadOnlySpan<byte> bytes = file.Read(FirstRow + ((long)row * RowLength), RowLength);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
    }
}
