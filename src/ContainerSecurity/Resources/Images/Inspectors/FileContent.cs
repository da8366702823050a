using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Tells by the first bytes of a file what is in it.</summary>
internal static class FileContent
{
    /// <summary>How many bytes are looked at, at most.</summary>
    public const int HeadLength = TextEncoding.HeadLength;

    private static readonly (SensitiveFileKind Kind, byte[] Start)[] Data =
    [
        (SensitiveFileKind.Database, Bytes("SQLite format 3\0")),
        (SensitiveFileKind.Database, Bytes("\0\u0001\0\0Standard Jet DB")),
        (SensitiveFileKind.Database, Bytes("\0\u0001\0\0Standard ACE DB")),
        (SensitiveFileKind.DatabaseDump, Bytes("PGDMP")),
        (SensitiveFileKind.DatabaseDump, Bytes("REDIS00")),
        (SensitiveFileKind.DatabaseDump, [0x6D, 0xE2, 0x99, 0x81]),
        (SensitiveFileKind.DatabaseDump, Bytes("-- MySQL dump")),
        (SensitiveFileKind.DatabaseDump, Bytes("-- MariaDB dump")),
        (SensitiveFileKind.DatabaseDump, Bytes("/*!999999\\- enable the sandbox mode */")),
        (SensitiveFileKind.DatabaseDump, Bytes("--\n-- PostgreSQL database dump")),
        (SensitiveFileKind.DatabaseDump, Bytes("--\n-- PostgreSQL database cluster dump")),
        (SensitiveFileKind.DatabaseDump, Bytes("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;")),
    ];

    /// <summary>The database or dump that begins so; null where none does.</summary>
    public static SensitiveFileKind? DataIn(byte[] bytes, int length)
    {
        foreach ((SensitiveFileKind kind, byte[] start) in Data)
            if (StartsWith(bytes, length, start))
                return kind;
        return null;
    }

    private static bool StartsWith(byte[] bytes, int length, byte[] start)
    {
        if (length < start.Length)
            return false;
        for (int i = 0; i < start.Length; i++)
            if (bytes[i] != start[i])
                return false;
        return true;
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
