using System.Buffers.Binary;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>Reads rpm's own database, <c>Packages.db</c>, that SUSE uses: pages of slots, each of which names the place of a header.</summary>
internal static class NdbDatabase
{
    private const int FileHeaderLength = 32, SlotLength = 16, SlotPageLength = 4096, BlockLength = 16;
    private const int BlobHeadLength = 16, BlobTailLength = 12;

    /// <summary>Whether a file is such a database.</summary>
    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith("RpmP"u8);

    /// <summary>Reads all headers.</summary>
    /// <exception cref="InvalidDataException">The file as a whole cannot be read.</exception>
    public static void Read(ReadOnlySpan<byte> content, IBlobSink sink)
    {
        if (content.Length < FileHeaderLength)
            throw new InvalidDataException($"it has {content.Length} bytes only");
        if (BinaryPrimitives.ReadUInt32LittleEndian(content[4..]) is not 0 and var version)
            throw new InvalidDataException($"it is of the version {version}");
        long slotsEnd = BinaryPrimitives.ReadUInt32LittleEndian(content[12..]) * (long)SlotPageLength;
        if (slotsEnd == 0 || slotsEnd > content.Length || content.Length % BlockLength != 0)
            sink.Fault($"the file has {content.Length} bytes and {slotsEnd} bytes of slots, so a part of it is missing");
        long left = content.Length;
        for (int at = FileHeaderLength; at + SlotLength <= Math.Min(slotsEnd, content.Length) && !sink.IsOver; at += SlotLength)
        {
            try
            {
                ReadOnlySpan<byte> blob = BlobOf(content, content.Slice(at, SlotLength), slotsEnd);
                left -= blob.Length;
                if (left < 0)
                    throw new BlobBudgetException();
                if (!blob.IsEmpty)
                    sink.Take(blob);
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

    /// <summary>The header of a slot; empty for a free slot.</summary>
    private static ReadOnlySpan<byte> BlobOf(ReadOnlySpan<byte> content, ReadOnlySpan<byte> slot, long slotsEnd)
    {
        if (!slot.StartsWith("Slot"u8))
            throw new InvalidDataException("a slot is broken");
        uint package = BinaryPrimitives.ReadUInt32LittleEndian(slot[4..]);
        long start = BinaryPrimitives.ReadUInt32LittleEndian(slot[8..]) * (long)BlockLength;
        long length = BinaryPrimitives.ReadUInt32LittleEndian(slot[12..]) * (long)BlockLength;
        if (start == 0)
            return [];
        if (start < slotsEnd || start + length > content.Length || length < BlobHeadLength + BlobTailLength)
            throw new InvalidDataException($"the header of the package {package} lies outside of the file");
        ReadOnlySpan<byte> blob = content.Slice((int)start, (int)length);
        ReadOnlySpan<byte> tail = blob[^BlobTailLength..];
        uint blobLength = BinaryPrimitives.ReadUInt32LittleEndian(blob[12..]);
        if (!blob.StartsWith("BlbS"u8)
            || !tail.EndsWith("BlbE"u8)
            || BinaryPrimitives.ReadUInt32LittleEndian(blob[4..]) != package
            || BinaryPrimitives.ReadUInt32LittleEndian(tail[4..]) != blobLength
            || blobLength > length - BlobHeadLength - BlobTailLength)
            throw new InvalidDataException($"the header of the package {package} is broken");
        if (Adler32(blob[..^BlobTailLength]) != BinaryPrimitives.ReadUInt32LittleEndian(tail))
            throw new InvalidDataException($"the header of the package {package} does not have its checksum");
        return blob.Slice(BlobHeadLength, (int)blobLength);
    }

    /// <summary>The checksum of RFC 1950.</summary>
    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        const int run = 5552;
        const uint modulus = 65521;
        uint low = 1, high = 0;
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> piece = bytes[..Math.Min(run, bytes.Length)];
            foreach (byte b in piece)
            {
                low += b;
                high += low;
            }
            (low, high) = (low % modulus, high % modulus);
            bytes = bytes[piece.Length..];
        }
        return (high << 16) | low;
    }
}
