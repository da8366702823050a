using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tool;

/// <summary>What <c>--include</c> and <c>--exclude</c> say of paths.</summary>
internal sealed class PathFilter(string[] include, string[] exclude)
{
    /// <summary>Whether a path as it is shown is wanted.</summary>
    public bool Picks(string shown) => (include.Length == 0 || include.Any(p => Matches(p, shown))) && !exclude.Any(p => Matches(p, shown));

    /// <summary>A path as it is shown: with slashes, without <c>./</c> before it.</summary>
    public static string Shown(string file)
    {
        var builder = new StringBuilder(file.Replace('\\', '/'));
        while (builder.Length > 2 && builder[0] == '.' && builder[1] == '/')
            builder.Remove(0, 2);
        return builder.ToString();
    }

    /// <summary>A pattern without a folder matches file names anywhere, one with a folder matches paths from any folder on.</summary>
    private static bool Matches(string pattern, string path) => Glob.Matches(pattern, path) || Glob.Matches("**/" + pattern, path);
}
