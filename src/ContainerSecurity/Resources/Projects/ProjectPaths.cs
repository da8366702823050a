using System.Text.RegularExpressions;

namespace ContainerSecurity.Resources.Projects;

/// <summary>The ways in which project files name the nearest file above them.</summary>
internal static class ProjectPaths
{
    private static readonly Regex FileAbove = new(
        @"^\s*\$\(\[MSBuild\]::GetPathOfFileAbove\(\s*'?(?<name>[\w.\-]+)'?\s*(,\s*['""]?(?<folder>[^'""]*?)['""]?\s*)?\)\)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>The name that <c>GetPathOfFileAbove</c> looks for, and the folder that it starts in, null for the project's; null for another path.</summary>
    public static (string Name, string? Folder)? Above(string path)
    {
        if (path.Length > 1000 || FileAbove.Match(path) is not { Success: true } match)
            return null;
        string folder = match.Groups["folder"].Value.Trim();
        return (match.Groups["name"].Value, folder.Length == 0 ? null : folder);
    }
}
