using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContainerSecurity.Sources;

/// <summary>Names a content as git does: by a hash of its length and its bytes.</summary>
internal static class BlobName
{
    private const int Sha256Length = 64;

    /// <summary>Returns the name of a content in the repository that other names are from.</summary>
    /// <param name="bytes">A buffer.</param>
    /// <param name="count">How many bytes of the buffer count.</param>
    /// <param name="others">Names of the repository, which tell its hash.</param>
    public static string Of(byte[] bytes, int count, IEnumerable<string> others)
    {
        using HashAlgorithm hash = CreateHash(others.FirstOrDefault()?.Length ?? 0);
        byte[] head = Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, "blob {0}\0", count));
        hash.TransformBlock(head, 0, head.Length, head, 0);
        hash.TransformFinalBlock(bytes, 0, count);
        return BitConverter.ToString(hash.Hash!).Replace("-", "").ToLowerInvariant();
    }

#pragma warning disable CA1308, CA5350 // Git names in lower case, and by SHA-1: the name is no proof of anything here.
    private static HashAlgorithm CreateHash(int length) => length == Sha256Length ? SHA256.Create() : SHA1.Create();
#pragma warning restore CA1308, CA5350
}
