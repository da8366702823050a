using System.Buffers.Binary;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>
/// Where records are, by the hash of their keys: first the number of each bucket's first row (4 bytes each, one more at
/// the end), then the rows of 8 bytes, in order: 24 bits of the hash, and the place in 40. The bucket is the highest
/// bits of the hash, the row has those after them; the record has the key itself.
/// </summary>
/// <param name="Offset">The place of the table.</param>
/// <param name="Bits">How many bits name a bucket, from 0 to 31.</param>
/// <param name="Rows">How many rows there are.</param>
internal sealed record KeyTable(long Offset, int Bits, long Rows)
{
    private const int RowLength = 8;
    private const int OffsetBits = 40;
    private const int HashBits = 24;

    // Hashes are spread; only who makes a file to hurt fills a bucket.
    private const int MaxBucket = 4096;

    public static KeyTable Write(PageWriter output, IEnumerable<(string Key, long Offset)> records)
    {
        (string Key, long Offset)[] all = [.. records];
        int bits = 0;
        while (bits < 28 && (8L << bits) < all.Length)
            bits++;
        (long Bucket, ulong Row)[] rows =
            [.. all.Select(r => (BucketOf(HashOf(r.Key), bits), RowOf(HashOf(r.Key), bits, r.Offset))).Distinct().Order()];
        KeyTable table = new(output.Position, bits, rows.Length);
        Span<byte> bytes = stackalloc byte[RowLength];
        int at = 0;
        for (long bucket = 0; bucket <= 1L << bits; bucket++)
        {
            int first = at;
            while (at < rows.Length && rows[at].Bucket < bucket)
                at++;
            if (at - first > MaxBucket)
                throw new InvalidOperationException($"More than {MaxBucket} names have alike hashes, as if somebody had chosen them so.");
            BinaryPrimitives.WriteInt32LittleEndian(bytes, at);
            output.Write(bytes[..sizeof(int)]);
        }

        foreach ((_, ulong row) in rows)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, row);
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
        (int first, int end) = Bounds(file, BucketOf(hash, Bits));
        if (first < 0 || end < first || end > Rows || end - first > MaxBucket)
            throw AdvisoryFileException.Broken("a table contradicts itself");
        ulong wanted = RowOf(hash, Bits, 0) >> OffsetBits;
        ReadOnlySpan<byte> rows = file.Read(FirstRow + ((long)first * RowLength), (end - first) * RowLength);
        List<long>? found = null;
        for (; rows.Length > 0; rows = rows[RowLength..])
            if (BinaryPrimitives.ReadUInt64LittleEndian(rows) is var row && row >> OffsetBits == wanted)
                (found ??= []).Add(OffsetOf(row));
        return found ?? (IReadOnlyList<long>)[];
    }

    /// <summary>The places of all records, each with whether a key is one that is looked for there.</summary>
    public IEnumerable<(long Offset, Func<string, bool> IsKey)> All(PageFile file)
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
                ulong said = BinaryPrimitives.ReadUInt64LittleEndian(file.Read(FirstRow + ((long)row * RowLength), RowLength));
                long of = bucket;
                yield return (OffsetOf(said), key => BucketOf(HashOf(key), Bits) == of && RowOf(HashOf(key), Bits, OffsetOf(said)) == said);
            }
        }

        if (previousEnd != Rows)
            throw AdvisoryFileException.Broken("a table contradicts itself");
    }

    /// <summary>FNV-1a of the UTF-16 code units, spread once more so that all bits name buckets well.</summary>
    private static ulong HashOf(string key)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in key)
            hash = (((hash ^ (byte)c) * 1099511628211) ^ (byte)(c >> 8)) * 1099511628211;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    private long FirstRow => Offset + (((1L << Bits) + 1) * sizeof(int));

    private static long BucketOf(ulong hash, int bits) => bits == 0 ? 0 : (long)(hash >> (64 - bits));

    private static ulong RowOf(ulong hash, int bits, long offset) => ((hash << bits) >> (64 - HashBits) << OffsetBits) | (ulong)offset;

    private static long OffsetOf(ulong row) => (long)(row & ((1UL << OffsetBits) - 1));

    private (int First, int End) Bounds(PageFile file, long bucket)
    {
        ReadOnlySpan<byte> bounds = file.Read(Offset + (bucket * sizeof(int)), 2 * sizeof(int));
        return (BinaryPrimitives.ReadInt32LittleEndian(bounds), BinaryPrimitives.ReadInt32LittleEndian(bounds[sizeof(int)..]));
    }
}
