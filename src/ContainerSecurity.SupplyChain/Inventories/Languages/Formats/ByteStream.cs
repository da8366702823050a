using System.Runtime.InteropServices;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>Lets bytes in memory be read as a stream.</summary>
internal static class ByteStream
{
    /// <summary>A stream over the bytes, which are copied only where they lie in no array.</summary>
    public static MemoryStream Over(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
