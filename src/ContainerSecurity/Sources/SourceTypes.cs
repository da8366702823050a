using ContainerSecurity.Resources.Projects;

namespace ContainerSecurity.Sources;

/// <summary>Tells by a file's name what it is.</summary>
public static class SourceTypes
{
    private static readonly string[] Manifests = [".yaml", ".yml", ".json"];
    private static readonly string[] Builds = ["Dockerfile", "Containerfile"];

    /// <summary>Ends of names of programs, pages, and left-overs of editors and patches, which no builder reads.</summary>
    private static readonly string[] NoBuilds =
    [
        ".dockerignore", ".cs", ".md", ".yaml", ".yml", ".json", ".ts", ".tsx", ".jsx", ".mjs", ".cjs", ".py", ".kt", ".cc", ".cpp", ".hpp",
        ".sh", ".bash", ".ps1", ".html", ".htm", ".css", ".xml", ".toml", ".ini", ".rst", ".adoc", ".svg", ".png", ".pdf", ".zip", ".gz",
        ".rej", ".orig", ".swp", ".swo", ".diff", ".patch", ".vim", ".snap", ".ipynb", "~",
    ];

    /// <summary>Ends that name a program behind <c>dockerfile</c>, and behind <c>Dockerfile</c> the language that a build is for.</summary>
    private static readonly string[] Languages = [".go", ".js", ".java", ".php", ".rb", ".rs", ".lua", ".swift", ".scala", ".c", ".h"];

    /// <summary>
    /// The type of a file: <c>compose.yaml</c>, <c>docker-compose.yml</c> and their like are compose files; any other
    /// <c>.yaml</c>, <c>.yml</c> and <c>.json</c> are manifests; <c>Dockerfile</c>, <c>Dockerfile.*</c>,
    /// <c>Dockerfile-*</c>, <c>Dockerfile_*</c>, <c>*.Dockerfile</c> and the same with <c>Containerfile</c> are
    /// Dockerfiles, but no <c>dockerfile.go</c>; <c>appsettings.json</c> and
    /// <c>appsettings.*.json</c> are texts; <c>*.csproj</c>, <c>*.fsproj</c>, <c>*.vbproj</c> and
    /// <c>launchSettings.json</c> are projects; <c>*.container</c> and its like are units of Quadlet;
    /// <c>docker-bake.hcl</c> and its like are files of bake. Null for any other name.
    /// </summary>
    public static SourceType? OfFile(string path)
    {
        string name = ComposeFileNames.NameOf(path ?? throw new ArgumentNullException(nameof(path)));
        // Nearly all files of a search, told by their ends alone.
        if (name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
            return ComposeFileNames.IsCompose(name) ? SourceType.Compose : SourceType.Kubernetes;
        return OfOtherFile(path, name);
    }

    private static SourceType? OfOtherFile(string path, string name)
    {
        bool Ends(string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
        bool IsBuild(string word) =>
            name.Equals(word, StringComparison.OrdinalIgnoreCase)
            || Ends("." + word)
            || (name.Length > word.Length && name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && name[word.Length] is '.' or '-' or '_');
        if (name.StartsWith("appsettings.", StringComparison.OrdinalIgnoreCase) && Ends(".json"))
            return SourceType.Text;
        if (ProjectNames.IsProject(name) || ProjectNames.IsLaunchSettings(name))
            return SourceType.Project;
        if (QuadletFormat.IsName(path))
            return SourceType.Quadlet;
        if (BakeFormat.IsName(path))
            return SourceType.Bake;
        if (Kustomization.IsName(name))
            return SourceType.Kubernetes;
        if (ComposeFileNames.IsCompose(name))
            return SourceType.Compose;
        if (Array.Exists(Builds, IsBuild) && !Array.Exists(NoBuilds, Ends) && !(char.IsLower(name[0]) && Array.Exists(Languages, Ends)))
            return SourceType.Dockerfile;
        return Array.Exists(Manifests, Ends) ? SourceType.Kubernetes : null;
    }

    /// <summary>
    /// Whether the name alone says what a file is, whatever it holds: <c>Dockerfile</c>, <c>compose.yaml</c>,
    /// <c>appsettings.json</c>.
    /// </summary>
    internal static bool IsFixed(string path)
    {
        string name = ComposeFileNames.NameOf(path);
        return Array.Exists(Builds, b => name.Equals(b, StringComparison.OrdinalIgnoreCase)) || ComposeFileNames.IsFixed(name)
            || OfFile(path) == SourceType.Text;
    }
}
