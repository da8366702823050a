using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>Makes texts of bytes, the same one for the same bytes, as long as they are not too many.</summary>
internal sealed class Utf8Names
{
    private const int MaxCount = 32 * 1024;
    private const int MaxLength = 256;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly Dictionary<byte[], string> known = new(ByBytes.Instance);
    private readonly Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    public Utf8Names() => lookup = known.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Returns the text.</summary>
    /// <exception cref="DecoderFallbackException">The bytes are no UTF-8.</exception>
    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (lookup.TryGetValue(bytes, out string? text))
            return text;
        text = Strict.GetString(bytes);
        if (bytes.Length > MaxLength)
            return text;
        if (known.Count == MaxCount)
            known.Clear();
        known.Add(bytes.ToArray(), text);
        return text;
    }

    private sealed class ByBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly ByBytes Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
