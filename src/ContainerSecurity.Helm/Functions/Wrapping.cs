using System.Text;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Breaks texts into lines, as sprig does.</summary>
internal static class Wrapping
{
    /// <summary>Breaks a text at its blanks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The characters of a line; at least one.</param>
    /// <param name="separator">What stands between the lines.</param>
    /// <param name="isCutting">Whether words that are longer than a line are cut.</param>
    public static string Wrap(string text, int width, string separator, bool isCutting)
    {
        width = Math.Max(width, 1);
        var wrapped = new StringBuilder();
        int offset = 0;
        while (text.Length - offset > width)
        {
            if (text[offset] == ' ')
            {
                offset++;
                continue;
            }
            int end = text.LastIndexOf(' ', offset + width, width + 1);
            if (end < 0 && !isCutting)
                end = text.IndexOf(' ', offset + width);
            if (end < 0 && !isCutting)
                break;
            int next = end < 0 ? offset + width : end;
            wrapped.Append(text, offset, next - offset).Append(separator);
            offset = end < 0 ? next : next + 1;
        }
        return wrapped.Append(text, offset, text.Length - offset).ToString();
    }
}
