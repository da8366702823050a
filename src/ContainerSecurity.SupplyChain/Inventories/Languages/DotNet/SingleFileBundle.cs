using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>
/// A .NET program in a single file: the host, into which the offset of a manifest is written before a marker, and the
/// files
/// that the manifest lists (dotnet/runtime, <c>docs/design/features/host-components.md</c> and
/// <c>Bundle/Manifest.cs</c>).
/// </summary>
internal static class SingleFileBundle
{
    private const int MaxFiles = 100_000;
    private const byte DepsJson = 3;

    /// <summary>The marker. It is computed, so that it does not stand in this program too.</summary>
    private static readonly byte[] Marker = SHA256.HashData(".net core bundle"u8);

    /// <summary>Reads the packages of the inner <c>deps.json</c>.</summary>
    /// <param name="program">The bytes of the program.</param>
    /// <param name="found">Takes the packages and the notes.</param>
    public static void Read(ReadOnlyMemory<byte> program, FoundPackages found)
    {
        int marker = program.Span.IndexOf(Marker);
        if (marker < sizeof(long))
            return;
        long offset = BinaryPrimitives.ReadInt64LittleEndian(program.Span[(marker - sizeof(long))..]);
        if (offset == 0)
            return;
        if (offset < 0 || offset >= program.Length)
            throw new PackageFormatException("the manifest of its files lies outside of it");
        bool any = false;
        foreach (ReadOnlyMemory<byte> deps in DepsJsonFiles(program, (int)offset))
        {
            any = true;
            DepsJsonPackages.Read(deps, found, found.Path);
        }
        if (!any)
            found.Note("The single-file program holds no deps.json, so its packages are not known.");
    }

    private static List<ReadOnlyMemory<byte>> DepsJsonFiles(ReadOnlyMemory<byte> program, int offset)
    {
        using MemoryStream stream = ByteStream.Over(program[offset..]);
        using var manifest = new BinaryReader(stream, Encoding.UTF8);
        var files = new List<ReadOnlyMemory<byte>>();
        try
        {
            uint major = manifest.ReadUInt32();
            manifest.ReadUInt32();
            int count = manifest.ReadInt32();
            if (major is 0 or > 6 || count is < 0 or > MaxFiles)
                throw new PackageFormatException($"its manifest has the unknown version {major} or more than {MaxFiles} files");
            manifest.ReadString();
            if (major >= 2)
                manifest.ReadBytes(5 * sizeof(long));
            for (int i = 0; i < count; i++)
            {
                long start = manifest.ReadInt64(), size = manifest.ReadInt64();
                long compressed = major >= 6 ? manifest.ReadInt64() : 0;
                byte type = manifest.ReadByte();
                string path = manifest.ReadString();
                if (type == DepsJson || path.EndsWith(".deps.json", StringComparison.OrdinalIgnoreCase))
                    files.Add(Content(program, start, size, compressed));
            }
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or IOException or InvalidDataException)
        {
            throw new PackageFormatException("the manifest of its files is cut off or damaged");
        }
        return files;
    }

    private static ReadOnlyMemory<byte> Content(ReadOnlyMemory<byte> program, long start, long size, long compressed)
    {
        long stored = compressed > 0 ? compressed : size;
        if (start < 0 || stored < 0 || size < 0 || size > FileText.MaxBytes || start > program.Length - stored)
            throw new PackageFormatException("its deps.json lies outside of it");
        ReadOnlyMemory<byte> bytes = program.Slice((int)start, (int)stored);
        if (compressed <= 0)
            return bytes;
        byte[] inflated = new byte[size];
        using var source = new DeflateStream(ByteStream.Over(bytes), CompressionMode.Decompress);
        source.ReadExactly(inflated);
        return inflated;
    }
}
