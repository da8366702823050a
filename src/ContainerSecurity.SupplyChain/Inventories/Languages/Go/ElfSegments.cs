using System.Buffers.Binary;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Go;

/// <summary>The loaded segments of an ELF file, through which a pointer becomes a place in the file.</summary>
internal sealed class ElfSegments
{
    private const int MaxSegments = 256;
    private const ulong Load = 1;

    private readonly bool isBigEndian;
    private readonly List<(ulong Address, ulong Offset, ulong Size)> segments = [];

    private ElfSegments(int pointerSize, bool isBigEndian) => (PointerSize, this.isBigEndian) = (pointerSize, isBigEndian);

    /// <summary>How many bytes a pointer has.</summary>
    public int PointerSize { get; }

    /// <summary>Reads the program headers.</summary>
    /// <returns>The segments; null where the file is no ELF file or its headers lie outside of it.</returns>
    public static ElfSegments? Open(ReadOnlySpan<byte> file)
    {
        if (file.Length < 64 || !file.StartsWith("\u007FELF"u8) || file[4] is not (1 or 2) || file[5] is not (1 or 2))
            return null;
        bool isWide = file[4] == 2;
        var image = new ElfSegments(isWide ? 8 : 4, isBigEndian: file[5] == 2);
        ulong table = image.Number(file, isWide ? 32 : 28, image.PointerSize) ?? 0;
        ulong size = image.Number(file, isWide ? 54 : 42, 2) ?? 0;
        ulong count = Math.Min(image.Number(file, isWide ? 56 : 44, 2) ?? 0, MaxSegments);
        for (ulong i = 0; i < count; i++)
        {
            ulong at = table + i * size;
            if (at > (ulong)file.Length)
                return null;
            int header = (int)at;
            if (image.Number(file, header, 4) != Load)
                continue;
            ulong? offset = image.Number(file, header + (isWide ? 8 : 4), image.PointerSize);
            ulong? address = image.Number(file, header + (isWide ? 16 : 8), image.PointerSize);
            ulong? length = image.Number(file, header + (isWide ? 32 : 16), image.PointerSize);
            if (offset is { } o && address is { } a && length is { } l)
                image.segments.Add((a, o, l));
        }
        return image;
    }

    /// <summary>The bytes of a Go string, to whose header a pointer leads.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="at">Where the pointer stands.</param>
    /// <param name="maxLength">How long the string is at most.</param>
    /// <returns>The bytes; null where the pointer, the header or the string is not in the file.</returns>
    public byte[]? PointedText(ReadOnlySpan<byte> file, int at, int maxLength)
    {
        if (Place(Number(file, at, PointerSize)) is not { } header
            || Place(Number(file, header, PointerSize)) is not { } data
            || Number(file, header + PointerSize, PointerSize) is not { } length
            || length > (ulong)maxLength || data > file.Length || length > (ulong)(file.Length - data))
            return null;
        return file.Slice(data, (int)length).ToArray();
    }

    private int? Place(ulong? address)
    {
        foreach ((ulong start, ulong offset, ulong size) in segments)
            if (address >= start && address - start < size && offset + (address - start) is { } place and <= int.MaxValue - 16)
                return (int)place;
        return null;
    }

    private ulong? Number(ReadOnlySpan<byte> file, int at, int size)
    {
        if (at < 0 || at > file.Length - size)
            return null;
        ReadOnlySpan<byte> bytes = file.Slice(at, size);
        return (size, isBigEndian) switch
        {
            (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            (_, true) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
    }
}
