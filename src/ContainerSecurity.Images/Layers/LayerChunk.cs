using System.Buffers;

namespace ContainerSecurity.Images.Layers;

/// <summary>The next uncompressed bytes of a layer, in a buffer of the shared pool.</summary>
internal sealed class LayerChunk
{
    /// <summary>How many bytes a chunk holds: enough that handing one on costs nothing beside filling it.</summary>
    public const int Capacity = 256 * 1024;

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int start;
    private int end;

    /// <summary>How many bytes of the blob had been read, as it is stored, when the chunk was filled.</summary>
    public long CompressedCount { get; set; }

    /// <summary>How many bytes are left to take.</summary>
    public int Length => end - start;

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> Free => buffer.AsMemory(end, Capacity - end);

    /// <summary>Adds bytes that were written to <see cref="Free"/>, and gives them.</summary>
    public ReadOnlySpan<byte> Fill(int count)
    {
        end += count;
        return buffer.AsSpan(end - count, count);
    }

    /// <summary>Moves bytes out.</summary>
    public int Take(Span<byte> target)
    {
        int count = Math.Min(target.Length, Length);
        buffer.AsSpan(start, count).CopyTo(target);
        start += count;
        return count;
    }

    /// <summary>Gives the buffer back. The chunk must not be used any more.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(buffer);
}
