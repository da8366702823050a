using System.Buffers.Binary;
using System.Text;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>The parts of a native program (ELF, 64 bits) with their sizes.</summary>
internal static class BinaryParts
{
    private const int SectionTableOffset = 0x28, SectionSize = 0x3A, SectionCount = 0x3C, NameSection = 0x3E;

    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        [".text"] = "native code of the run time and its libraries",
        ["__managedcode"] = "compiled C# code",
        [".rodata"] = "constants, frozen data",
        [".dehydrated"] = "data structures of types in packed form, without their addresses",
        ["hydrated"] = "room that they are unpacked to at the start (not in the file)",
        [".rela.dyn"] = "relocations that are applied at the start",
        [".data.rel.ro"] = "data that holds addresses",
        [".data"] = "data that is written to",
        [".bss"] = "data that begins as zeros (not in the file)",
        [".eh_frame"] = "how to unwind",
        [".gcc_except_table"] = "how to unwind",
        [".dotnet_eh_table"] = "how to unwind",
    };

    /// <summary>The parts of at least 10,000 bytes, the largest first.</summary>
    public static string Describe(string file)
    {
        byte[] image = File.ReadAllBytes(file);
        var table = new Table("part", "bytes", "what it is").Add("the whole file", Size(image.Length), "");
        foreach ((string name, long size) in Sections(image).Where(s => s.Size >= 10_000).OrderByDescending(s => s.Size))
            table.Add($"`{name}`", Size(size), Meanings.GetValueOrDefault(name, ""));
        return table.ToString();
    }

    private static IEnumerable<(string Name, long Size)> Sections(byte[] image)
    {
        long table = BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(SectionTableOffset));
        int size = Short(image, SectionSize), names = Short(image, NameSection);
        long nameTable = Long(image, table + (names * size) + 0x18);
        for (int i = 0; i < Short(image, SectionCount); i++)
        {
            long header = table + (i * size);
            int start = (int)(nameTable + BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan((int)header)));
            yield return (Encoding.UTF8.GetString(image, start, Array.IndexOf(image, (byte)0, start) - start), Long(image, header + 0x20));
        }
    }

    private static int Short(byte[] image, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(offset));

    private static long Long(byte[] image, long offset) => BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan((int)offset));

    private static string Size(long bytes) => bytes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
