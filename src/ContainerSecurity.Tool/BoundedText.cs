using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tool;

/// <summary>Reads standard input, which may never end.</summary>
internal static class BoundedText
{
    /// <summary>The text, or its beginning and one character more than readers take, so that they refuse it.</summary>
    public static string Read(TextReader input)
    {
        int max = DocumentLimits.Default.MaxLength + 1;
        var text = new StringBuilder();
        char[] chunk = new char[16 * 1024];
        for (int read; text.Length < max && (read = input.Read(chunk, 0, Math.Min(chunk.Length, max - text.Length))) > 0;)
            text.Append(chunk, 0, read);
        return text.ToString();
    }
}
