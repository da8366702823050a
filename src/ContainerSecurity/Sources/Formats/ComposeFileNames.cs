namespace ContainerSecurity.Sources;

/// <summary>The names of compose files, and which of them belong together.</summary>
internal static class ComposeFileNames
{
    private const string Override = ".override";
    private const string Compose = "compose";
    private static readonly string[] Stems = [Compose, "docker-compose"];
    private static readonly string[] Ends = [".yaml", ".yml"];

    /// <summary>Whether a file's name is that of a compose file, such as <c>compose.yaml</c> or <c>docker-compose.prod.yml</c>.</summary>
    /// <param name="name">The name without its folder.</param>
    public static bool IsCompose(string name) =>
        Array.Exists(Ends, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))
        && Array.Exists(Stems, s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase) && name[s.Length] is '.' or '-' or '_');

    /// <summary>
    /// Whether a file's name is one of those that <c>docker compose</c> reads without being asked for, or that of an
    /// override of one.
    /// </summary>
    /// <param name="name">The name without its folder.</param>
    public static bool IsFixed(string name) => Array.Exists(Stems, s => StemOf(name) is var stem && (stem == s || stem == s + Override));

    /// <summary>
    /// The names that the file over a compose file may have; none where the name is not one of those that are read
    /// without being asked for.
    /// </summary>
    /// <param name="name">The name without its folder.</param>
    public static IEnumerable<string> OverridesOf(string name) => Array.IndexOf(Stems, StemOf(name)) >= 0 ? Ends.Select(e => StemOf(name) + Override + e) : [];

    /// <summary>The names that the file under an override may have; none where the name is not that of an override.</summary>
    /// <param name="name">The name without its folder.</param>
    public static IEnumerable<string> BasesOf(string name)
    {
        string stem = StemOf(name);
        string under = stem.EndsWith(Override, StringComparison.Ordinal) ? stem.Substring(0, stem.Length - Override.Length) : "";
        return Array.IndexOf(Stems, under) >= 0 ? Ends.Select(e => under + e) : [];
    }

    /// <summary>The names of the files under an override, with its folder; none where the path is not that of an override.</summary>
    /// <param name="path">A source's name.</param>
    public static IEnumerable<string> BasesBeside(string path)
    {
        if (!MayBeFixed(path))
            return [];
        string name = NameOf(path), folder = path.Substring(0, path.Length - name.Length);
        return BasesOf(name).Select(b => folder + b);
    }

    /// <summary>Whether a path holds the word that is in all names which <c>docker compose</c> reads without being asked for: a quick look.</summary>
    public static bool MayBeFixed(string path) => path.IndexOf(Compose, StringComparison.Ordinal) >= 0;

    /// <summary>The name of a file without its folder.</summary>
    public static string NameOf(string path) => path.Substring(Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\')) + 1);

    private static string StemOf(string name) =>
        Array.Find(Ends, e => name.EndsWith(e, StringComparison.Ordinal)) is { } end ? name.Substring(0, name.Length - end.Length) : "";
}
