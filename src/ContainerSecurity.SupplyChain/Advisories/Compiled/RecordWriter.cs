using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>Writes a record: numbers of seven bits a byte, texts in UTF-8 after their length.</summary>
internal sealed class RecordWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    public ReadOnlySpan<byte> Bytes => buffer.WrittenSpan;

    /// <summary>The record with its length before it.</summary>
    public byte[] ToRecord()
    {
        RecordWriter whole = new();
        whole.Number(buffer.WrittenCount);
        whole.Raw(Bytes);
        return whole.Bytes.ToArray();
    }

    public void Raw(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    public void Byte(byte value) => buffer.Write([value]);

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Number(long value)
    {
        ulong rest = (ulong)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    /// <summary>A place in the file: always eight bytes, whatever it is.</summary>
    public void Place(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Raw(bytes);
    }

    public void Text(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Number(bytes.Length);
        Raw(bytes);
    }

    public void OptionalText(string? value)
    {
        Flag(value is not null);
        if (value is not null)
            Text(value);
    }

    public void Texts(IReadOnlyCollection<string> values)
    {
        Number(values.Count);
        foreach (string value in values)
            Text(value);
    }

    public void Fraction(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Raw(bytes);
    }

    public void OptionalFraction(double? value)
    {
        Flag(value is not null);
        if (value is { } known)
            Fraction(known);
    }

    public void OptionalTime(DateTimeOffset? value)
    {
        Flag(value is not null);
        if (value is { } known)
            Number(known.UtcTicks);
    }

    public void OptionalDay(DateOnly? value) => Number(value is { } day ? day.DayNumber + 1 : 0);
}
