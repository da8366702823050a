using ContainerSecurity.Secrets;

namespace ContainerSecurity.Compare.Data;

/// <summary>
/// Collects texts without secrets that everybody has who builds this repository: the XML documentation of the .NET SDK's
/// reference assemblies, and the repository's own sources and documentation.
/// </summary>
internal static class TextCorpus
{
    private const int PartSize = 64_000;

    /// <summary>Writes files of at most 64,000 characters; about one half is XML documentation.</summary>
    public static void Write(string folder, string repository, long size)
    {
        Directory.CreateDirectory(folder);
        int written = 0;
        foreach (IEnumerable<string> texts in new[] { Documentation(), Own(repository) })
        {
            long left = size / 2;
            foreach (string part in texts.SelectMany(Parts).Where(p => SecretDetector.Default.Scan(p).Count == 0))
            {
                File.WriteAllText(Path.Combine(folder, $"{written++:00000}.txt"), part);
                if ((left -= part.Length) < 0)
                    break;
            }
        }
    }

    private static IEnumerable<string> Parts(string text)
    {
        for (int i = 0; i < text.Length; i += PartSize)
            yield return text.Substring(i, Math.Min(PartSize, text.Length - i));
    }

    private static IEnumerable<string> Documentation()
    {
        string shared = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string packs = Path.GetFullPath(Path.Combine(shared, "..", "..", "..", "packs"));
        return !Directory.Exists(packs) ? [] : Texts(packs, "*.xml");
    }

    private static IEnumerable<string> Own(string repository) =>
        new[] { ("docs", "*.md"), ("src", "*.cs"), ("samples", "*.yaml"), ("tests", "*.cs") }
            .SelectMany(p => Texts(Path.Combine(repository, p.Item1), p.Item2));

    private static IEnumerable<string> Texts(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
