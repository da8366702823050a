using System.Text;

namespace ContainerSecurity.Tests;

/// <summary>Damages texts as they are damaged by accident and on purpose: pieces of syntax put in, parts cut out, copied and overwritten.</summary>
internal static class DamagedText
{
    private static readonly string[] Splinters =
    [
        "{", "}", "[", "]", ":", "- ", "\n", "---\n", "...\n", "&a ", "*a", "<<: *a\n", "\"", "'", "|", ">", "|2-\n",
        "!!str ", "!!binary ", "!<a>", "\t", "{{ x }}", "~", "yes", "\0", "\uFEFF", "\ud800", "? ", "#", " #",
        "%YAML 9\n", "%TAG ! a\n", "  ", ", ", "\u2028", "\u0085", "\r", "\\", "\n\n", "//", "/*",
    ];

    /// <summary>A text with one to five damages.</summary>
    public static string Of(string text, Random random)
    {
        var builder = new StringBuilder(text.Length == 0 ? " " : text);
        for (int edits = random.Next(1, 6); edits > 0; edits--)
        {
            int at = random.Next(builder.Length);
            switch (random.Next(4))
            {
                case 0:
                    builder.Insert(at, Splinters[random.Next(Splinters.Length)]);
                    break;
                case 1:
                    builder.Remove(at, Math.Min(random.Next(1, 12), builder.Length - at));
                    break;
                case 2:
                    builder[at] = (char)random.Next(1, 0x250);
                    break;
                default:
                    builder.Insert(at, builder.ToString(at, Math.Min(random.Next(1, 60), builder.Length - at)));
                    break;
            }
            if (builder.Length == 0)
                builder.Append(' ');
        }
        return builder.ToString();
    }
}
