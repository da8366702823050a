using System.Globalization;
using System.Net;

namespace ContainerSecurity.Rules.Network;

/// <summary>
/// Addresses of the internet protocol that a policy allows: one, or a block as <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>.
/// What has several meanings, such as numbers with leading zeros or IPv4 addresses in IPv6, is no address.
/// </summary>
internal sealed class AddressRange
{
    private const string OfNumbers = "0123456789.";
    private const string OfHexadecimals = "0123456789abcdefABCDEF:.";
    private const int MappedPrefix = 10;
    private readonly string text;
    private readonly byte[] first;
    private readonly int length;

    private AddressRange(string text, byte[] first, int length)
    {
        this.text = text;
        this.first = first;
        this.length = length;
    }

    /// <summary>What a policy may write.</summary>
    public static ParameterKind Kind { get; } = new(
        "list of addresses",
        "a list of addresses and blocks of them, such as 192.0.2.10, 198.51.100.0/24 or 2001:db8::/32",
        text => Parse(text) is not { } range ? $"'{ParameterKinds.Shown(text)}' is no address and no block of addresses"
            : range.IsAligned ? null
            : $"'{ParameterKinds.Shown(text)}' has bits set behind its prefix, so that it may mean less than it says")
    { IsList = true, Pattern = "^[0-9a-fA-F.:]+(/[0-9]{1,3})?$" };

    /// <summary>Whether all bits behind the prefix are zero.</summary>
    private bool IsAligned => !Enumerable.Range(length, (first.Length * 8) - length).Any(bit => IsSet(first, bit));

    /// <summary>The range as a block: an address with the length of its prefix.</summary>
    public string Block => $"{text.Split('/')[0]}/{length.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Reads a range; null where the text is none.</summary>
    public static AddressRange? Parse(string text)
    {
        int slash = text.IndexOf('/');
        if (BytesOf(slash < 0 ? text : text.Substring(0, slash)) is not { } first)
            return null;
        string digits = slash < 0 ? "" : text.Substring(slash + 1);
        long? length = slash < 0 ? first.Length * 8 : digits.Length > 1 && digits[0] == '0' ? null : ParameterKinds.IntegerOf(digits);
        return length is null || length > first.Length * 8 ? null : new AddressRange(text, first, (int)length);
    }

    /// <summary>Returns whether a text is an address of the range.</summary>
    public bool Holds(string address)
    {
        if (BytesOf(address) is not { } bytes || bytes.Length != first.Length)
            return false;
        for (int bit = 0; bit < length; bit++)
            if (IsSet(bytes, bit) != IsSet(first, bit))
                return false;
        return true;
    }

    /// <summary>The range as a policy writes it.</summary>
    public override string ToString() => text;

    private static bool IsSet(byte[] bytes, int bit) => ((bytes[bit / 8] >> (7 - (bit % 8))) & 1) != 0;

    private static byte[]? BytesOf(string text)
    {
        bool isV6 = text.IndexOf(':') >= 0;
        if (text.Length == 0 || text.Any(c => (isV6 ? OfHexadecimals : OfNumbers).IndexOf(c) < 0) || !AreNumbersPlain(text, isV6) || !IPAddress.TryParse(text, out IPAddress? address))
            return null;
        byte[] bytes = address.GetAddressBytes();
        bool isMapped = isV6 && bytes.Take(MappedPrefix).All(b => b == 0) && bytes[MappedPrefix] == 0xFF && bytes[MappedPrefix + 1] == 0xFF;
        return isMapped ? null : bytes;
    }

    /// <summary>Whether an IPv4 address, also one at the end of an IPv6 address, has four numbers without leading zeros.</summary>
    private static bool AreNumbersPlain(string text, bool isV6)
    {
        if (isV6 && text.IndexOf('.') < 0)
            return true;
        string[] numbers = text.Substring(text.LastIndexOf(':') + 1).Split('.');
        return numbers.Length == 4 && Array.TrueForAll(numbers, n => n.Length is > 0 and <= 3 && (n.Length == 1 || n[0] != '0') && n.All(c => c is >= '0' and <= '9'));
    }
}
