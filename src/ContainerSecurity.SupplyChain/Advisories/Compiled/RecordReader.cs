using System.Buffers.Binary;
using System.Text;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>Reads a record. What is not as it is written is an <see cref="AdvisoryFileException"/>; nothing is reserved before it is there.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    // The sequence of bytes is verified, so a text that is no UTF-8 was written so.
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => rest.Length;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw Broken(),
    };

    public long Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value <= long.MaxValue ? (long)value : throw Broken();
        }

        throw Broken();
    }

    public long Place() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>A number of things that follow, each of at least one byte.</summary>
    public int Count()
    {
        long count = Number();
        return count <= rest.Length ? (int)count : throw Broken();
    }

    public string Text()
    {
        ReadOnlySpan<byte> text = Take(Count());
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw Broken();
        }
    }

    public string? OptionalText() => Flag() ? Text() : null;

    public string[] Texts()
    {
        int count = Count();
        if (count == 0)
            return [];
        string[] texts = new string[count];
        for (int i = 0; i < count; i++)
            texts[i] = Text();
        return texts;
    }

    public double Fraction() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public double? OptionalFraction() => Flag() ? Fraction() : null;

    public DateTimeOffset? OptionalTime()
    {
        if (!Flag())
            return null;
        long ticks = Number();
        return ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Broken();
    }

    public DateOnly? OptionalDay() => Number() switch
    {
        0 => null,
        var day when day - 1 <= DateOnly.MaxValue.DayNumber => DateOnly.FromDayNumber((int)(day - 1)),
        _ => throw Broken(),
    };

    public TEnum Word<TEnum>()
        where TEnum : struct, Enum
    {
        byte at = Byte();
        return at < Words<TEnum>.All.Length ? Words<TEnum>.All[at] : throw Broken();
    }

    public static AdvisoryFileException Broken() => AdvisoryFileException.Broken("a record is not what it should be");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
            throw Broken();
        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static class Words<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly TEnum[] All = Enum.GetValues<TEnum>();
    }
}
