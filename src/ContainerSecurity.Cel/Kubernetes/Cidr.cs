using System.Globalization;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>A range of addresses: an address and how many of its bits are fixed.</summary>
internal sealed class Cidr(IpAddress address, int prefix) : CelOpaque(Type)
{
    public static new readonly CelType Type = CelType.Opaque("net.CIDR");

    public IpAddress Address { get; } = address;
    public int Prefix { get; } = prefix;

    protected internal override int CostSize => (Prefix + 7) / 8;
    protected override bool EqualsOpaque(CelOpaque other) => other is Cidr cidr && cidr.Prefix == Prefix && cidr.Address.Bytes.SequenceEqual(Address.Bytes);
    protected override int HashOpaque() => Address.Bytes.Aggregate(Prefix, (h, b) => unchecked(h * 31 + b));

    public static Cidr? Parse(string text, bool readsMapped, out string error)
    {
        string start = $"network address parse error during conversion from string: netip.ParsePrefix(\"{text}\"): ";
        int slash = text.LastIndexOf('/');
        if (slash < 0)
        {
            error = start + "no '/'";
            return null;
        }
        if (text.IndexOf('%') >= 0)
        {
            error = $"CIDR \"{text}\" with zone value is not allowed";
            return null;
        }
        if (IpAddress.Parse(text.Substring(0, slash), readsMapped, out error) is not { } address)
        {
            error = error.StartsWith("IPv4-mapped", StringComparison.Ordinal) ? $"IPv4-mapped IPv6 address \"{text}\" is not allowed" : start + error;
            return null;
        }
        string bits = text.Substring(slash + 1);
        if (bits.Length is 0 or > 3 || !bits.All(c => c is >= '0' and <= '9') || (bits.Length > 1 && bits[0] == '0'))
        {
            error = start + $"bad bits after slash: \"{bits}\"";
            return null;
        }
        int prefix = int.Parse(bits, CultureInfo.InvariantCulture);
        if (prefix > address.Bytes.Length * 8)
        {
            error = start + "prefix length out of range";
            return null;
        }
        return new Cidr(address, prefix);
    }

    public Cidr Masked()
    {
        var bytes = (byte[])Address.Bytes.Clone();
        for (int i = 0; i < bytes.Length; i++)
        {
            int kept = Math.Max(0, Math.Min(8, Prefix - 8 * i));
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }
        return new Cidr(new IpAddress(bytes), Prefix);
    }

    public bool Contains(IpAddress other) =>
        other.Bytes.Length == Address.Bytes.Length
        && new Cidr(other, Prefix).Masked().Address.Bytes.SequenceEqual(Masked().Address.Bytes);

    public bool Contains(Cidr other) => Prefix <= other.Prefix && Contains(other.Address);

    public override string ToString() => Address + "/" + Prefix.ToString(CultureInfo.InvariantCulture);
}
