namespace ContainerSecurity.Secrets.Files;

/// <summary>
/// Tells files with the settings of one environment, such as <c>.env</c>, <c>.env.production</c> and <c>web.env</c>,
/// from templates of such files, which are there to be shown.
/// </summary>
internal static class EnvironmentFile
{
    private static readonly string[] Templates = ["example", "sample", "template", "dist", "tmpl"];

    /// <summary>Whether a file's name is one of such a file.</summary>
    public static bool Is(string name) =>
        (name is ".env" or ".envrc"
            || name.StartsWith(".env.", StringComparison.Ordinal)
            || (name.EndsWith(".env", StringComparison.Ordinal) && name.Length > ".env".Length))
        && !Array.Exists(Templates, t => name.IndexOf(t, StringComparison.OrdinalIgnoreCase) >= 0);
}
