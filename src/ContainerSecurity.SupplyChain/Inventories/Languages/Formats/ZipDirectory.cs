using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>
/// The directory of a zip archive in memory (APPNOTE 6.3). It is own because entries must not become objects before one
/// is
/// wanted: an archive of a few hundred MiB may list millions.
/// </summary>
internal sealed class ZipDirectory
{
    /// <summary>How many entries of one archive are looked at.</summary>
    public const int MaxEntries = 200_000;

    private const int EndLength = 22;
    private const int HeaderLength = 46;
    private const int LocalLength = 30;
    private const int MaxComment = 65_535;
    private const uint EndSignature = 0x06054b50;
    private const uint HeaderSignature = 0x02014b50;
    private const uint LocalSignature = 0x04034b50;

    private readonly ReadOnlyMemory<byte> archive;
    private readonly int start;
    private readonly int end;
    private readonly long shift;

    private ZipDirectory(ReadOnlyMemory<byte> archive, int start, int end, long shift) =>
        (this.archive, this.start, this.end, this.shift) = (archive, start, end, shift);

    /// <summary>Finds the directory of an archive, before which a program may stand.</summary>
    /// <exception cref="PackageFormatException">There is none.</exception>
    public static ZipDirectory Open(ReadOnlyMemory<byte> archive)
    {
        ReadOnlySpan<byte> bytes = archive.Span;
        for (int at = bytes.Length - EndLength; at >= 0 && at >= bytes.Length - EndLength - MaxComment; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) != EndSignature)
                continue;
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 12)..]);
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 16)..]);
            if (offset == uint.MaxValue || size == uint.MaxValue)
                throw new PackageFormatException("it is a zip64 archive, which are larger than what is read");
            if (size > at)
                continue;
            int start = at - (int)size;
            return new ZipDirectory(archive, start, at, start - (long)offset);
        }
        throw new PackageFormatException("it is no zip archive or cut off");
    }

    /// <summary>The entries.</summary>
    /// <exception cref="PackageFormatException">The directory is damaged, or there are more than <see cref="MaxEntries"/>.</exception>
    public IEnumerable<ZipEntry> Entries()
    {
        int count = 0;
        for (int at = start; at < end; count++)
        {
            if (count == MaxEntries)
                throw new PackageFormatException($"it has more than {MaxEntries} entries");
            (ZipEntry entry, at) = EntryAt(at);
            yield return entry;
        }
    }

    /// <summary>Reads the content of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="maxBytes">How many bytes are read at most.</param>
    /// <returns>The content; null where it is longer.</returns>
    /// <exception cref="PackageFormatException">The content is damaged or compressed in a way that is not known.</exception>
    public ReadOnlyMemory<byte>? Read(ZipEntry entry, int maxBytes)
    {
        ReadOnlySpan<byte> bytes = archive.Span;
        long local = entry.Offset + shift;
        if (local < 0 || local > bytes.Length - LocalLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)local..]) != LocalSignature)
            throw new PackageFormatException($"its entry '{FileText.Quoted(entry.Name)}' is damaged");
        long data = local + LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(bytes[((int)local + 26)..])
            + BinaryPrimitives.ReadUInt16LittleEndian(bytes[((int)local + 28)..]);
        if (data + entry.StoredLength > bytes.Length)
            throw new PackageFormatException($"its entry '{FileText.Quoted(entry.Name)}' is cut off");
        ReadOnlyMemory<byte> stored = archive.Slice((int)data, (int)entry.StoredLength);
        return entry.Method switch
        {
            0 => stored.Length <= maxBytes ? stored : null,
            8 => Inflate(stored, entry, maxBytes),
            _ => throw new PackageFormatException($"its entry '{FileText.Quoted(entry.Name)}' is compressed by the unknown method {entry.Method}"),
        };
    }

    private (ZipEntry Entry, int Next) EntryAt(int at)
    {
        ReadOnlySpan<byte> bytes = archive.Span[at..end];
        if (bytes.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != HeaderSignature)
            throw new PackageFormatException("its directory is damaged");
        int name = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        int length = HeaderLength + name + BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(bytes[32..]);
        if (length > bytes.Length)
            throw new PackageFormatException("its directory is damaged");
        var entry = new ZipEntry(
            Encoding.UTF8.GetString(bytes.Slice(HeaderLength, name)),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[42..]));
        return (entry, at + length);
    }

    /// <summary>Inflates; the length that the directory tells is a hint and no promise.</summary>
    private static ReadOnlyMemory<byte>? Inflate(ReadOnlyMemory<byte> stored, ZipEntry entry, int maxBytes)
    {
        if (entry.Length > maxBytes)
            return null;
        var inflated = new MemoryStream((int)Math.Min(entry.Length, 1024 * 1024));
        try
        {
            using var source = new DeflateStream(ByteStream.Over(stored), CompressionMode.Decompress);
            byte[] chunk = new byte[16 * 1024];
            for (int read; (read = source.Read(chunk)) > 0;)
            {
                if (inflated.Length + read > maxBytes)
                    return null;
                inflated.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw new PackageFormatException($"its entry '{FileText.Quoted(entry.Name)}' is damaged");
        }
        if (inflated.Length < entry.Length)
            throw new PackageFormatException($"its entry '{FileText.Quoted(entry.Name)}' is cut off");
        return inflated.GetBuffer().AsMemory(0, (int)inflated.Length);
    }
}
