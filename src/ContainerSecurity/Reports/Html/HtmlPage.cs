using System.Security.Cryptography;
using System.Text;

namespace ContainerSecurity.Reports.Html;

/// <summary>
/// The frame of a page: one file with its style and script, which may do nothing but show it. Nothing is loaded, and
/// what is not ours does not run.
/// </summary>
internal static class HtmlPage
{
    private static readonly Lazy<string> Style = new(() => Read("report.css"));
    private static readonly Lazy<string> Script = new(() => Read("report.js"));

    /// <summary>Writes all before what the page is about.</summary>
    public static void Begin(TextWriter output, string title)
    {
        output.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        output.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{HashOf(Style.Value)}'; script-src '{HashOf(Script.Value)}'; ");
        output.Write("base-uri 'none'; form-action 'none'\">\n");
        output.Write($"<title>{HtmlText.Of(title)}</title>\n<style>{Style.Value}</style>\n</head>\n<body>\n");
        output.Write("<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n<header>\n");
    }

    /// <summary>Writes all behind it.</summary>
    public static void End(TextWriter output, string? version) =>
        output.Write($"</main>\n<footer><p>Made by ContainerSecurity{(version is null ? "" : $" {HtmlText.Of(version)}")}.</p></footer>\n<script>{Script.Value}</script>\n</body>\n</html>\n");

    private static string Read(string name)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string HashOf(string text)
    {
        using var hash = SHA256.Create();
        return $"sha256-{Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text)))}";
    }
}
