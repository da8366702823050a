using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Values;

/// <summary>Tells public keys, certificates, digests and hashes of passwords, which nobody logs in with.</summary>
internal static class PublicValue
{
    /// <summary>What public keys, certificates, digests and hashes begin with.</summary>
    private static readonly string[] Beginnings =
    [
        "ssh-rsa", "ssh-ed25519", "ssh-dss", "ecdsa-sha2", "sk-ssh-", "sk-ecdsa", "-----BEGIN PUBLIC",
        "-----BEGIN CERT", "-----BEGIN RSA PUBLIC", "-----BEGIN X509", "-----BEGIN PGP PUBLIC",
        "sha1:", "sha1-", "sha256:", "sha256-", "sha384-", "sha512:", "sha512-", "md5:", "md5-", "$2a$", "$2b$",
        "$2y$", "$2x$", "$argon2", "$pbkdf2", "$scrypt", "$1$", "$5$", "$6$", "$y$", "{SSHA", "{SHA", "{MD5}",
        "{SMD5}", "{CRYPT}", "{PBKDF2", "{ARGON2", "pbkdf2_", "pbkdf2:",
        "scrypt:", "bcrypt", "md5$", "sha1$", "sha256$", "sha512$", "crypt$", "argon2$", "scrypt$", "hmacsha",
        "hmac-sha", "unsalted_md5$", "unsalted_sha1$", "data:image/", "data:text/", "data:application/",
        "LS0tLS1CRUdJTiBDRVJU",
        "LS0tLS1CRUdJTiBQVUJM",
    ];

    /// <summary>What hashes of passwords begin with, where a user's name stands before them.</summary>
    private static readonly string[] Hashes = ["$2a$", "$2b$", "$2y$", "$argon2", "$1$", "$5$", "$6$", "$y$", "$apr1$", "{SHA"];

    /// <summary>Whether a value is one of them.</summary>
    public static bool Is(string text) => text.BeginsWithOneOf(Beginnings) || IsHashOfUser(text) || IsPublicDer(text);

    /// <summary>Whether a value is the first part of a JSON Web Token alone, which tells its algorithm.</summary>
    public static bool IsTokenHeader(string text)
    {
        const string Beginning = "eyJ";
        string header = text.TrimEnd('.');
        return header.StartsWith(Beginning, StringComparison.Ordinal)
            && header.IndexOf('.') < 0
            && EncodedText.FromBase64(header) is { } plain
            && (plain.Contains("\"alg\"") || plain.Contains("\"typ\""));
    }

    /// <summary>A line of a file of users and the hashes of their passwords.</summary>
    private static bool IsHashOfUser(string text)
    {
        int colon = text.IndexOf(':');
        return colon > 0 && Array.Exists(Hashes, h => string.CompareOrdinal(text, colon + 1, h, 0, h.Length) == 0);
    }

    /// <summary>
    /// Base64 of a DER sequence that begins with another one, as public keys and certificates do; private keys begin with a version.
    /// </summary>
    private static bool IsPublicDer(string text)
    {
        const int Shortest = 40;
        const int Head = 8;
        const byte Sequence = 0x30;
        const byte LongLength = 0x80;
        if (text.Length < Shortest
            || text[0] != 'M'
            || !text.Take(Head).All(CharacterSet.Base64.Contains)
            || EncodedText.Bytes(text.Substring(0, Head)) is not { } head)
            return false;
        int content = head[1] < LongLength ? 2 : 2 + (head[1] & ~LongLength);
        return head[0] == Sequence && content < head.Length && head[content] == Sequence;
    }
}
