using System.Text.RegularExpressions;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Go;

/// <summary>The version of Go as advisories of its standard library write it.</summary>
internal static partial class GoVersion
{
    /// <summary>
    /// A release such as <c>go1.21rc2</c> as a module's version, <c>v1.21.0-rc.2</c>; null where it is no release.
    /// </summary>
    public static string? AsSemantic(string version)
    {
        Match match = Release().Match(version);
        if (!match.Success)
            return null;
        string patch = match.Groups["patch"] is { Success: true } written ? written.Value : "0";
        string before = match.Groups["kind"] is { Success: true } kind ? $"-{kind.Value}.{match.Groups["number"].Value}" : "";
        return $"v{match.Groups["major"].Value}.{match.Groups["minor"].Value}.{patch}{before}";
    }

    [GeneratedRegex(@"^go(?<major>[0-9]{1,5})\.(?<minor>[0-9]{1,5})(\.(?<patch>[0-9]{1,5}))?((?<kind>rc|beta)(?<number>[0-9]{1,5}))?($|[ \-+])",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Release();
}
