using System.Text.RegularExpressions;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Tells a template for Dockerfiles from a Dockerfile: its marks stand where no builder could read them.</summary>
internal static class DockerfileTemplate
{
    private static readonly string[] Extensions =
    [
        ".j2", ".jinja", ".jinja2", ".template", ".tmpl", ".tpl", ".erb", ".mustache", ".hbs", ".handlebars", ".gotmpl", ".ejs", ".liquid", ".in",
    ];

    /// <summary>A mark of a template where an instruction begins, or in a FROM.</summary>
    private static readonly Regex Structural = new(
        @"^(\{\{|\{%|\{#|<%)|^FROM[ \t].*?(\{\{|\{%|<%|%%[A-Za-z_]+%%|@[A-Za-z_]+@)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture);

    /// <summary>A mark of a template anywhere, which counts where the name of the file says so too.</summary>
    private static readonly Regex Anywhere = new(
        @"\{\{|\{%|<%|%%[A-Za-z_]+%%|@[A-Za-z_]+@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>The first mark; null where the text is no template.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="text">The text.</param>
    public static SourceSpan? Find(string path, string text)
    {
        bool isNamed = Array.Exists(Extensions, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        string? heredoc = null;
        bool continues = false;
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string trimmed = line.Trim();
            bool isBody = continues || heredoc is not null;
            if (!isBody || isNamed)
            {
                string read = isNamed ? line : line.TrimStart();
                if ((isNamed ? Anywhere : Structural).Match(read) is { Success: true } mark)
                    return At(number, line.Length - read.Length + mark.Index + 1, mark.Length);
            }
            if (heredoc is not null)
                heredoc = trimmed == heredoc ? null : heredoc;
            else if (!trimmed.StartsWith("#", StringComparison.Ordinal))
                (heredoc, continues) = (HeredocOf(trimmed), trimmed.EndsWith("\\", StringComparison.Ordinal)
                    || trimmed.EndsWith("`", StringComparison.Ordinal));
        }
        return null;
    }

    /// <summary>The word that ends the here-document which a line opens; null where it opens none.</summary>
    private static string? HeredocOf(string line) =>
        line.IndexOf("<<", StringComparison.Ordinal) is > 0 and var start
            ? Heredoc.TryParse(line.Substring(start).Split(' ', '\t', ';', '|', '>')[0])?.Name
            : null;

    private static SourceSpan At(int line, int column, int length) => new(line, column, line, column + length);
}
