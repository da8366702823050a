using System.Text;
using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Tells by the first bytes of a file what is in it.</summary>
internal static class FileContent
{
    /// <summary>How many bytes are looked at, at most.</summary>
    public const int HeadLength = 8 * 1024;

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

    /// <summary>What compressors, archives and pictures start with; some have no NUL for long.</summary>
    private static readonly byte[][] Packed =
        [
            [0x1F, 0x8B],
            Bytes("PK\u0003\u0004"),
            [0xFD, 0x37, 0x7A, 0x58, 0x5A],
            [0x28, 0xB5, 0x2F, 0xFD],
            Bytes("BZh"),
            [0xFF, 0xD8, 0xFF],
            [0x89, 0x50, 0x4E, 0x47],
            Bytes("%PDF-"),
            Bytes("GIF8"),
            Bytes("wOF")
        ];

    /// <summary>The database or dump that begins so; null where none does.</summary>
    public static SensitiveFileKind? DataIn(byte[] bytes, int length)
    {
        foreach ((SensitiveFileKind kind, byte[] start) in Data)
            if (StartsWith(bytes, length, start))
                return kind;
        return null;
    }

    /// <summary>Whether a file that begins so is text: it has no NUL, or a mark of UTF-16.</summary>
    public static bool IsText(byte[] bytes, int length) =>
        !Array.Exists(Packed, p => StartsWith(bytes, length, p))
        && (IsUtf16(bytes, length) || Array.IndexOf(bytes, (byte)0, 0, Math.Min(length, HeadLength)) < 0);

    /// <summary>How to read text that begins so.</summary>
    public static Encoding EncodingOf(byte[] bytes, int length) =>
        !IsUtf16(bytes, length) ? Encoding.UTF8 : bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;

    private static bool IsUtf16(byte[] bytes, int length) => length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));

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
