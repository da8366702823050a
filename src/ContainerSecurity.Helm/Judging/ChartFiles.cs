using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Helm.Judging;

/// <summary>Tells by their paths in a chart which files belong to it, and which are its values.</summary>
internal static partial class ChartFiles
{
    private const string Values = "values.yaml";
    private static readonly string[] Own = ["Chart.yaml", "Chart.lock", Values, "values.schema.json", "requirements.yaml", "requirements.lock", ".helmignore"];
    private static readonly string[] Folders = ["templates/", "charts/", "crds/"];

    /// <summary>Whether a file belongs to a chart.</summary>
    /// <param name="path">The path in the chart, with slashes.</param>
    public static bool Belongs(string path) =>
        Own.Contains(path) || IsValueSet(path) || Array.Exists(Folders, f => path.StartsWith(f, StringComparison.Ordinal));

    /// <summary>Whether a file is a set of values beside those of the chart.</summary>
    public static bool IsValueSet(string path) => SetName().IsMatch(path);

    /// <summary>Whether a file is one of values: of the chart, of a set, or of a chart that it brings.</summary>
    public static bool IsValues(string path)
    {
        string name = path.Substring(path.LastIndexOf('/') + 1);
        bool isOfChart = path == name || (path.StartsWith("charts/", StringComparison.Ordinal) && path.Split('/').Length % 2 == 1);
        return isOfChart && (name == Values || IsValueSet(name));
    }

    /// <summary>The sets of values in a folder of a chart, by name.</summary>
    public static IReadOnlyList<SourceFile> SetsIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder.Length == 0 ? "." : folder, "values*")
            .Where(f => IsValueSet(Path.GetFileName(f)) && RegularFile.Fault(f) is null)
            .OrderBy(f => f, StringComparer.Ordinal)
            .Select(f => new SourceFile(PathFilter.Shown(f), RegularFile.ReadText(f))),
    ];

    [GeneratedRegex(@"^values[-.][^/]+\.ya?ml$", RegexOptions.CultureInvariant)]
    private static partial Regex SetName();
}
