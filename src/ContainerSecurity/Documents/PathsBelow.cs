using System.Collections.Concurrent;

namespace ContainerSecurity.Documents;

/// <summary>
/// Shows files by their paths from a folder, with slashes, so that a name is the same from whatever folder a tool was
/// started. Names that are none of files, such as <c>(standard input)</c> or an image, stay as they are.
/// </summary>
/// <param name="root">The folder.</param>
internal sealed class PathsBelow(string root)
{
    private static readonly char[] Separators = ['/', '\\'];
    private readonly string[] steps = Steps(Path.GetFullPath(root));
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>The folder's whole path.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Shows a name.</summary>
    /// <param name="shown">A path from the working directory, or a whole one; or a name of another kind.</param>
    public string Of(string shown) => known.GetOrAdd(shown, From);

    private string From(string shown)
    {
        string slashed = shown.Replace('\\', '/');
        try
        {
            if (!File.Exists(shown) && !Directory.Exists(shown))
                return slashed;
            string[] path = Steps(Path.GetFullPath(shown));
            int common = 0;
            while (common < steps.Length && common < path.Length - 1 && path[common] == steps[common])
                common++;
            // On another drive there is no way from here to there.
            return common == 0 && steps.Length > 0 && Path.DirectorySeparatorChar == '\\'
                ? slashed
                : string.Concat(Enumerable.Repeat("../", steps.Length - common)) + string.Join("/", path.Skip(common));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException)
        {
            return slashed;
        }
    }

    private static string[] Steps(string path) => path.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
