using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>What patterns say of paths: which are wanted, and which are not.</summary>
/// <param name="include">Patterns, one of which must match; empty for all.</param>
/// <param name="exclude">Patterns, none of which may match.</param>
public sealed class PathFilter(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
{
    /// <summary>Returns whether a path is wanted.</summary>
    /// <param name="shown">The path as <see cref="Shown"/> gives it.</param>
    public bool Picks(string shown) => (include.Count == 0 || include.Any(p => Matches(p, shown))) && !exclude.Any(p => Matches(p, shown));

    /// <summary>Returns a path as it is shown: with slashes, without <c>./</c> before it.</summary>
    public static string Shown(string file)
    {
        string shown = (file ?? throw new ArgumentNullException(nameof(file))).Replace('\\', '/');
        int start = 0;
        while (shown.Length - start > 2 && shown[start] == '.' && shown[start + 1] == '/')
            start += 2;
        return shown.Substring(start);
    }

    /// <summary>A pattern matches below any folder, one that begins with <c>./</c> where the search begins alone; a folder's matches all in it.</summary>
    private static bool Matches(string pattern, string path)
    {
        string shown = Shown(pattern).TrimEnd('/');
        return MatchesOrHolds(shown, path) || (shown.Length == pattern.TrimEnd('/').Length && MatchesOrHolds("**/" + shown, path));
    }

    private static bool MatchesOrHolds(string pattern, string path) => Glob.Matches(pattern, path) || Glob.Matches(pattern + "/**", path);
}
