using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using Org.BouncyCastle.Crypto.Generators;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of passwords that are derived (Master Password, version 3), and of texts under a password.</summary>
internal static class PasswordFunctions
{
    private const string Seed = "com.lyndir.masterpassword";
    private const int Cost = 32_768;
    private const int BlockSize = 8;
    private const int Parallelism = 2;
    private const int DerivedLength = 64;
    private const int AesKeyLength = 32;
    private const int AesBlockLength = 16;

    private static readonly Dictionary<string, string[]> Templates = new(StringComparer.Ordinal)
    {
        ["maximum"] = ["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"],
        ["long"] =
        [
            "CvcvnoCvcvCvcv", "CvcvCvcvnoCvcv", "CvcvCvcvCvcvno", "CvccnoCvcvCvcv", "CvccCvcvnoCvcv", "CvccCvcvCvcvno", "CvcvnoCvccCvcv",
            "CvcvCvccnoCvcv", "CvcvCvccCvcvno", "CvcvnoCvcvCvcc", "CvcvCvcvnoCvcc", "CvcvCvcvCvccno", "CvccnoCvccCvcv", "CvccCvccnoCvcv",
            "CvccCvccCvcvno", "CvcvnoCvccCvcc", "CvcvCvccnoCvcc", "CvcvCvccCvccno", "CvccnoCvcvCvcc", "CvccCvcvnoCvcc", "CvccCvcvCvccno",
        ],
        ["medium"] = ["CvcnoCvc", "CvcCvcno"],
        ["short"] = ["Cvcn"],
        ["basic"] = ["aaanaaan", "aannaaan", "aaannaaa"],
        ["pin"] = ["nnnn"],
    };

    private static readonly Dictionary<char, string> Characters = new()
    {
        ['V'] = "AEIOU",
        ['C'] = "BCDFGHJKLMNPQRSTVWXYZ",
        ['v'] = "aeiou",
        ['c'] = "bcdfghjklmnpqrstvwxyz",
        ['A'] = "AEIOUBCDFGHJKLMNPQRSTVWXYZ",
        ['a'] = "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz",
        ['n'] = "0123456789",
        ['o'] = "@&%?,=[]_:-+*$#!'^~;()/.",
        ['x'] = "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()",
    };

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        new(
            "derivePassword", [GoType.Uint32, GoType.String, GoType.String, GoType.String, GoType.String], false, GoType.String,
            a => GoValue.Of(Derive((uint)((IntegerValue)a[0]).Value, a[1].AsString(), a[2].AsString(), a[3].AsString(), a[4].AsString()))),
        new("encryptAES", [GoType.String, GoType.String], false, GoType.String, a => GoValue.Of(Encrypt(a[0].AsString(), a[1].AsString()))),
        new("decryptAES", [GoType.String, GoType.String], false, GoType.String, a => GoValue.Of(Decrypt(a[0].AsString(), a[1].AsString()))),
    ];

    private static string Derive(uint counter, string kind, string password, string user, string site)
    {
        if (!Templates.TryGetValue(kind, out string[]? templates))
            return $"cannot find password template {kind}";
        byte[] key = SCrypt.Generate(GoBytes.Of(password), [.. Encoding.ASCII.GetBytes(Seed), .. Sized(user)], Cost, BlockSize, Parallelism, DerivedLength);
        byte[] number = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(number, counter);
        byte[] seed = HMACSHA256.HashData(key, (byte[])[.. Encoding.ASCII.GetBytes(Seed), .. Sized(site), .. number]);
        string template = templates[seed[0] % templates.Length];
        return string.Concat(template.Select((c, i) => Characters[c][seed[i + 1] % Characters[c].Length]));
    }

    private static byte[] Sized(string text)
    {
        byte[] bytes = GoBytes.Of(text);
        byte[] length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)bytes.Length);
        return [.. length, .. bytes];
    }

    private static Aes AesOf(string password)
    {
        byte[] key = new byte[AesKeyLength];
        byte[] given = GoBytes.Of(password);
        given.AsSpan(0, Math.Min(given.Length, key.Length)).CopyTo(key);
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }

    private static string Encrypt(string password, string text)
    {
        if (text.Length == 0)
            return "";
        using Aes aes = AesOf(password);
        byte[] start = RandomNumberGenerator.GetBytes(AesBlockLength);
        return Convert.ToBase64String([.. start, .. aes.EncryptCbc(GoBytes.Of(text), start)]);
    }

    private static string Decrypt(string password, string text)
    {
        if (text.Length == 0)
            return "";
        byte[] data;
        try
        {
            data = Convert.FromBase64String(text);
        }
        catch (FormatException failure)
        {
            throw new GoFunctionException(failure.Message);
        }
        if (data.Length <= AesBlockLength || data.Length % AesBlockLength != 0)
            throw new GoFunctionException("crypto/cipher: input not full blocks");
        using Aes aes = AesOf(password);
        byte[] decrypted = aes.DecryptCbc(data.AsSpan(AesBlockLength), data.AsSpan(0, AesBlockLength), PaddingMode.None);
        int length = decrypted.Length - decrypted[^1];
        return length >= 0 ? GoBytes.Text(decrypted.AsSpan(0, length)) : throw new GoFunctionException($"runtime error: slice bounds out of range [:{length}]");
    }
}
