using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>
/// Identities that follow from what is written, so that they are the same wherever and whenever it is written.
/// </summary>
internal static class ContentIdentity
{
    private const int UuidLength = 16;
    private const int ShortLength = 8;

    /// <summary>The namespace of the UUIDs of bills.</summary>
    private static readonly Guid Namespace = new("0c9c3c5e-6f0b-5d0e-9a51-6d2b2f1c7a40");

    /// <summary>The UUID of version 5 (RFC 9562) of what is written, in small letters.</summary>
    public static string Of(Action<Stream> write)
    {
        // SHA-1 is what version 5 prescribes; nothing here has to withstand an attacker.
#pragma warning disable CA5350
        using SHA1 hash = SHA1.Create();
#pragma warning restore CA5350
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            stream.Write(Namespace.ToByteArray(bigEndian: true));
            write(stream);
        }
        byte[] bytes = hash.Hash![..UuidLength];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x50);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>
    /// A name for each package of an inventory: no two are alike, even where one package is in two places.
    /// </summary>
    public static IReadOnlyList<string> NamesOf(IReadOnlyList<InstalledPackage> packages)
    {
        var names = new string[packages.Count];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            InstalledPackage package = packages[i];
            string name = Short($"{package.Url}\n{package.File}\n{package.Layer}");
            int count = seen[name] = seen.GetValueOrDefault(name) + 1;
            names[i] = count == 1 ? name : $"{name}-{count}";
        }
        return names;
    }

    /// <summary>A short name of a text.</summary>
    public static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, ShortLength));
}
