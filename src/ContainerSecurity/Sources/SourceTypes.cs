namespace ContainerSecurity.Sources;

/// <summary>Tells by a file's name what it is.</summary>
public static class SourceTypes
{
    private static readonly string[] Manifests = [".yaml", ".yml", ".json"];
    private static readonly string[] Builds = ["Dockerfile", "Containerfile"];
    private static readonly string[] NoBuilds = [".dockerignore", ".cs", ".md", ".yaml", ".yml", ".json"];

    /// <summary>
    /// The type of a file: <c>compose.yaml</c>, <c>docker-compose.yml</c> and their like are compose files; any other
    /// <c>.yaml</c>, <c>.yml</c> and <c>.json</c> are manifests; <c>Dockerfile</c>, <c>Dockerfile.*</c>,
    /// <c>*.Dockerfile</c> and the same with <c>Containerfile</c> are Dockerfiles; <c>appsettings.json</c> and
    /// <c>appsettings.*.json</c> are texts. Null for any other name.
    /// </summary>
    public static SourceType? OfFile(string path)
    {
        string name = (path ?? throw new ArgumentNullException(nameof(path))).Substring(Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\')) + 1);
        bool Ends(string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
        bool IsBuild(string word) => name.Equals(word, StringComparison.OrdinalIgnoreCase) || name.StartsWith(word + ".", StringComparison.OrdinalIgnoreCase) || Ends("." + word);
        if (name.StartsWith("appsettings.", StringComparison.OrdinalIgnoreCase) && Ends(".json"))
            return SourceType.Text;
        if (Kustomization.IsName(name))
            return SourceType.Kubernetes;
        if (ComposeFileNames.IsCompose(name))
            return SourceType.Compose;
        return Array.Exists(Builds, IsBuild) && !Array.Exists(NoBuilds, Ends) ? SourceType.Dockerfile : Array.Exists(Manifests, Ends) ? SourceType.Kubernetes : null;
    }

    /// <summary>
    /// Whether the name alone says what a file is, whatever it holds: <c>Dockerfile</c>, <c>compose.yaml</c>,
    /// <c>appsettings.json</c>.
    /// </summary>
    internal static bool IsFixed(string path)
    {
        string name = ComposeFileNames.NameOf(path);
        return Array.Exists(Builds, b => name.Equals(b, StringComparison.OrdinalIgnoreCase)) || ComposeFileNames.IsFixed(name) || OfFile(path) == SourceType.Text;
    }
}
