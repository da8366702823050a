using System.Buffers.Binary;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

/// <summary>Writes a database as rpm's <c>ndb</c> backend lays it out, so that tests can put anything into it.</summary>
internal static class NdbWriter
{
    public static byte[] Write(IEnumerable<byte[]> headers, int slotPages = 1)
    {
        byte[][] blobs = [.. headers.Select((h, i) => Blob((uint)i + 1, h))];
        byte[] file = new byte[(slotPages * 4096) + blobs.Sum(b => b.Length)];
        "RpmP"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), 7);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), (uint)slotPages);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(16), (uint)blobs.Length + 1);
        for (int at = 32; at < slotPages * 4096; at += 16)
            "Slot"u8.CopyTo(file.AsSpan(at));
        int end = slotPages * 4096;
        for (int i = 0; i < blobs.Length; i++)
        {
            // The slots are filled with gaps between them, as after packages were removed.
            Span<byte> slot = file.AsSpan(32 + (i * 48));
            BinaryPrimitives.WriteUInt32LittleEndian(slot[4..], (uint)i + 1);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[8..], (uint)end / 16);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[12..], (uint)blobs[i].Length / 16);
            blobs[i].CopyTo(file, end);
            end += blobs[i].Length;
        }
        return file;
    }

    private static byte[] Blob(uint number, byte[] header)
    {
        byte[] blob = new byte[(16 + header.Length + 12 + 15) / 16 * 16];
        "BlbS"u8.CopyTo(blob);
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(4), number);
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(12), (uint)header.Length);
        header.CopyTo(blob, 16);
        Span<byte> tail = blob.AsSpan(blob.Length - 12);
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Adler(blob.AsSpan(0, blob.Length - 12)));
        BinaryPrimitives.WriteUInt32LittleEndian(tail[4..], (uint)header.Length);
        "BlbE"u8.CopyTo(tail[8..]);
        return blob;
    }

    private static uint Adler(ReadOnlySpan<byte> bytes)
    {
        uint a = 1, b = 0;
        foreach (byte x in bytes)
        {
            a = (a + x) % 65521;
            b = (b + a) % 65521;
        }
        return (b << 16) | a;
    }
}
