using System.Globalization;
using System.Security.Cryptography;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's checksums.</summary>
internal static class ChecksumFunctions
{
    private const uint AdlerModulus = 65521;

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        Sum("sha1sum", bytes => Convert.ToHexStringLower(Sha1(bytes))),
        Sum("sha256sum", bytes => Convert.ToHexStringLower(SHA256.HashData(bytes))),
        Sum("sha512sum", bytes => Convert.ToHexStringLower(SHA512.HashData(bytes))),
        Sum("adler32sum", bytes => Adler32(bytes).ToString(CultureInfo.InvariantCulture)),
    ];

    private static GoFunction Sum(string name, Func<byte[], string> sum) =>
        Arguments.OnText(name, 1, a => sum(GoBytes.Of(a[0].AsString())).From(a[0].AsText()));

    /// <summary>A checksum that charts ask for by name; nothing is protected by it here.</summary>
    private static byte[] Sha1(byte[] bytes)
    {
#pragma warning disable CA5350 // The template asks for this very checksum.
        return SHA1.HashData(bytes);
#pragma warning restore CA5350
    }

    private static uint Adler32(byte[] bytes)
    {
        uint a = 1;
        uint b = 0;
        foreach (byte value in bytes)
        {
            a = (a + value) % AdlerModulus;
            b = (b + a) % AdlerModulus;
        }
        return (b << 16) | a;
    }
}
