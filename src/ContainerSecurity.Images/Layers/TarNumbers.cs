using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ContainerSecurity.Images.Layers;

/// <summary>Numbers and texts of tar headers.</summary>
internal static class TarNumbers
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>A number in octal digits, or in GNU's binary form for the large ones.</summary>
    public static long Read(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
            return ReadBinary(field);
        ReadOnlySpan<byte> digits = field.Trim((ReadOnlySpan<byte>)[(byte)' ', 0]);
        long value = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 3)
                throw Broken("a number that is not octal");
            value = (value << 3) + (digit - '0');
        }
        return value;
    }

    /// <summary>A number in decimal digits, as the records of pax have it.</summary>
    public static long ReadDecimal(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long value, out int read) && read == text.Length && value >= 0 ? value : throw Broken("a number that is not decimal");

    /// <summary>A time in seconds with decimals.</summary>
    public static double ReadTime(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Broken("a time that is none");

    /// <summary>A text up to its NUL. Names that are not UTF-8 are read byte by byte, because Linux knows no encoding of names.</summary>
    public static string ReadText(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Decode(end < 0 ? field : field[..end]);
    }

    public static string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(text);
        }
    }

    public static ImageReadException Broken(string what) => new(ImageReadFailure.Malformed, $"The archive has a header with {what}.");

    private static long ReadBinary(ReadOnlySpan<byte> field)
    {
        bool isNegative = (field[0] & 0x40) != 0;
        long value = isNegative ? -1 : 0;
        for (int i = 0; i < field.Length; i++)
        {
            byte part = i == 0 ? (byte)(isNegative ? field[0] | 0x80 : field[0] & 0x7F) : field[i];
            if (value is > long.MaxValue >> 8 or < long.MinValue >> 8)
                throw Broken("a number that is too large");
            value = (value << 8) | part;
        }
        return value;
    }
}
