using System.Globalization;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>An IPv4 or IPv6 address as Go's netip reads and writes it.</summary>
internal sealed class IpAddress(byte[] bytes) : CelOpaque(Type)
{
    public static new readonly CelType Type = CelType.Opaque("net.IP");

    public byte[] Bytes { get; } = bytes;
    public bool IsV4 => Bytes.Length == 4;

    protected internal override int CostSize => Bytes.Length;
    protected override bool EqualsOpaque(CelOpaque other) => Bytes.SequenceEqual(((IpAddress)other).Bytes);
    protected override int HashOpaque() => Bytes.Aggregate(17, (h, b) => unchecked(h * 31 + b));

    public bool IsUnspecified => Array.TrueForAll(Bytes, b => b == 0);
    public bool IsLoopback => IsV4 ? Bytes[0] == 127 : Bytes[15] == 1 && Bytes.Take(15).All(b => b == 0);
    public bool IsLinkLocalMulticast => IsV4 ? Bytes[0] == 224 && Bytes[1] == 0 && Bytes[2] == 0 : Bytes[0] == 0xFF && (Bytes[1] & 0x0F) == 2;
    public bool IsLinkLocalUnicast => IsV4 ? Bytes[0] == 169 && Bytes[1] == 254 : Bytes[0] == 0xFE && (Bytes[1] & 0xC0) == 0x80;
    public bool IsMulticast => IsV4 ? (Bytes[0] & 0xF0) == 224 : Bytes[0] == 0xFF;
    public bool IsGlobalUnicast => !IsUnspecified && !IsLoopback && !IsMulticast && !IsLinkLocalUnicast && !(IsV4 && Array.TrueForAll(Bytes, b => b == 255));

    /// <summary>Reads an address; says in Go's words why it cannot.</summary>
    public static IpAddress? Parse(string text, bool readsMapped, out string error)
    {
        error = $"ParseAddr(\"{text}\"): unable to parse IP";
        foreach (char c in text)
        {
            if (c == '.')
                return ParseV4(text, text, out error) is { } v4 ? new IpAddress(v4) : null;
            if (c == ':')
                return ParseV6(text, readsMapped, out error);
            if (c == '%')
            {
                error = $"ParseAddr(\"{text}\"): missing IPv6 address";
                return null;
            }
        }
        return null;
    }

    /// <summary>Whether a text is an IPv6 address, which may hold an IPv4 address; says in the words of Go's net/url why it is not.</summary>
    public static bool IsV6(string text, out string error)
    {
        bool isV6 = ParseV6(text, readsMapped: true, out error) is not null || error.StartsWith("IPv4-mapped", StringComparison.Ordinal);
        error = isV6 ? "" : text.IndexOf(':') < 0 && ParseV4(text, text, out _) is not null ? "invalid IP-literal" : "invalid host: " + error;
        return isV6;
    }

    private static byte[]? ParseV4(string text, string whole, out string error)
    {
        string[] fields = text.Split('.');
        string prefix = $"ParseAddr(\"{whole}\"): ";
        error = prefix + (fields.Length > 4 ? "IPv4 address too long" : "IPv4 address too short");
        if (fields.Length != 4)
            return null;
        var bytes = new byte[4];
        for (int i = 0; i < 4; i++)
        {
            string field = fields[i];
            if (field.Length == 0 || !field.All(c => c is >= '0' and <= '9'))
                error = prefix + (field.Length == 0 ? $"IPv4 field must have at least one digit (at \"{field}\")" : $"unexpected character (at \"{field}\")");
            else if (field.Length > 1 && field[0] == '0')
                error = prefix + "IPv4 field has octet with leading zero";
            else if (field.Length > 3 || int.Parse(field, CultureInfo.InvariantCulture) > 255)
                error = prefix + "IPv4 field has value >255";
            else
            {
                bytes[i] = byte.Parse(field, CultureInfo.InvariantCulture);
                continue;
            }
            return null;
        }
        return bytes;
    }

    private static IpAddress? ParseV6(string text, bool readsMapped, out string error)
    {
        string prefix = $"ParseAddr(\"{text}\"): ";
        error = prefix + "unable to parse IP";
        string rest = text;
        if (rest.IndexOf('%') >= 0)
        {
            error = $"IP Address \"{text}\" with zone value is not allowed";
            return null;
        }
        var groups = new List<int>();
        int ellipsis = -1;
        bool dotted = false;
        if (rest.StartsWith("::", StringComparison.Ordinal))
        {
            ellipsis = 0;
            rest = rest.Substring(2);
        }
        while (rest.Length > 0 && groups.Count < 8)
        {
            int length = 0;
            while (length < rest.Length && Uri.IsHexDigit(rest[length]))
                length++;
            if (length == 0)
            {
                error = prefix + $"each colon-separated field must have at least one digit (at \"{rest}\")";
                return null;
            }
            if (length < rest.Length && rest[length] == '.')
            {
                if ((ellipsis < 0 && groups.Count != 6) || groups.Count > 6 || ParseV4(rest, text, out error) is not { } v4)
                    return null;
                dotted = true;
                groups.Add((v4[0] << 8) | v4[1]);
                groups.Add((v4[2] << 8) | v4[3]);
                rest = "";
                break;
            }
            if (length > 4)
            {
                error = prefix + $"IPv6 field has value >=2^16 (at \"{rest}\")";
                return null;
            }
            groups.Add(int.Parse(rest.Substring(0, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            rest = rest.Substring(length);
            if (rest.Length == 0)
                break;
            if (rest[0] != ':' || rest.Length == 1)
            {
                error = prefix
                    + (rest[0] != ':'
                        ? $"unexpected character, want colon (at \"{rest}\")"
                        : "colon must be followed by more characters (at \":\")");
                return null;
            }
            rest = rest.Substring(1);
            if (rest[0] != ':')
                continue;
            if (ellipsis >= 0)
            {
                error = prefix + $"multiple :: in address (at \"{rest}\")";
                return null;
            }
            ellipsis = groups.Count;
            rest = rest.Substring(1);
        }
        if (rest.Length > 0 || groups.Count > 8 || (groups.Count == 8 && ellipsis >= 0) || (groups.Count < 8 && ellipsis < 0))
        {
            error = prefix
                + (groups.Count < 8 ? "address string too short"
                    : rest.Length > 0 ? $"trailing garbage after address (at \"{rest}\")"
                    : "the :: must expand to at least one field of zeros");
            return null;
        }
        if (groups.Count < 8)
            groups.InsertRange(ellipsis, Enumerable.Repeat(0, 8 - groups.Count));
        byte[] bytes = groups.SelectMany(g => new[] { (byte)(g >> 8), (byte)g }).ToArray();
        if (bytes.Take(10).All(b => b == 0) && bytes[10] == 0xFF && bytes[11] == 0xFF)
        {
            // The suite reads the form without dots as the IPv4 address itself.
            if (!dotted && readsMapped)
                return new IpAddress([.. bytes.Skip(12)]);
            error = $"IPv4-mapped IPv6 address \"{text}\" is not allowed";
            return null;
        }
        return new IpAddress(bytes);
    }

    public override string ToString()
    {
        if (IsV4)
            return string.Join(".", Bytes);
        int[] groups = Enumerable.Range(0, 8).Select(i => (Bytes[2 * i] << 8) | Bytes[2 * i + 1]).ToArray();
        (int start, int length) = (-1, 1);
        for (int i = 0; i < 8; i++)
        {
            int n = 0;
            while (i + n < 8 && groups[i + n] == 0)
                n++;
            if (n > length)
                (start, length) = (i, n);
        }
        string Part(int from, int to) => string.Join(":", groups.Skip(from).Take(to - from).Select(g => g.ToString("x", CultureInfo.InvariantCulture)));
        return start < 0 ? Part(0, 8) : Part(0, start) + "::" + Part(start + length, 8);
    }
}
