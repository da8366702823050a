using System.Collections.Concurrent;

namespace ContainerSecurity.Tool.LanguageServer.Hovers;

/// <summary>The page of a rule, which the tool holds: why it is there, what is bad and what is good.</summary>
internal sealed record RulePage(string Why, string Bad, string Good)
{
    private static readonly ConcurrentDictionary<string, RulePage?> Known = new(StringComparer.Ordinal);

    /// <summary>The page of a rule; null where it has none.</summary>
    public static RulePage? Of(string id) => Known.GetOrAdd(id, Read);

    private static RulePage? Read(string id)
    {
        using Stream? stream = typeof(RulePage).Assembly.GetManifestResourceStream($"rules/{id}.md");
        if (stream is null)
            return null;
        string page = new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
        return new RulePage(Section(page, "Why"), Section(page, "Non-compliant"), Section(page, "Compliant"));
    }

    /// <summary>A section without its heading; empty where there is none.</summary>
    private static string Section(string page, string heading)
    {
        string mark = $"\n## {heading}\n";
        int start = page.IndexOf(mark, StringComparison.Ordinal);
        if (start < 0)
            return "";
        start += mark.Length;
        int end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
        return page[start..(end < 0 ? page.Length : end)].Trim();
    }
}
