using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tool;

/// <summary>Reads standard input, which may never end.</summary>
internal static class BoundedInput
{
    /// <summary>What stands for standard input among paths.</summary>
    public const string Path = "-";

    /// <summary>The name that standard input is shown by.</summary>
    public const string Name = "(standard input)";

    private const int ChunkLength = 16 * 1024;

    /// <summary>
    /// The bytes as they came, or their beginning and one character more than readers take, so that they refuse it. A
    /// text that has no bytes gives those of its UTF-8.
    /// </summary>
    public static byte[] Read(TextReader input) =>
        input is StreamReader { BaseStream: var stream } ? ReadBytes(stream) : Encoding.UTF8.GetBytes(ReadText(input));

    private static byte[] ReadBytes(Stream stream)
    {
        int max = (4 * DocumentLimits.Default.MaxLength) + 1;
        using var bytes = new MemoryStream();
        byte[] chunk = new byte[ChunkLength];
        for (int read; bytes.Length < max && (read = stream.Read(chunk, 0, (int)Math.Min(chunk.Length, max - bytes.Length))) > 0;)
            bytes.Write(chunk, 0, read);
        return bytes.ToArray();
    }

    private static string ReadText(TextReader input)
    {
        int max = DocumentLimits.Default.MaxLength + 1;
        var text = new StringBuilder();
        char[] chunk = new char[ChunkLength];
        for (int read; text.Length < max && (read = input.Read(chunk, 0, Math.Min(chunk.Length, max - text.Length))) > 0;)
            text.Append(chunk, 0, read);
        return text.ToString();
    }
}
