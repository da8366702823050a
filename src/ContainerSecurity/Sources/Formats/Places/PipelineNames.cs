namespace ContainerSecurity.Sources;

/// <summary>The names of files of pipelines.</summary>
internal static class PipelineNames
{
    private static readonly string[] GitHubFolders = [".github/workflows/", ".gitea/workflows/", ".forgejo/workflows/"];
    private static readonly string[] GitLabFolders = [".gitlab-ci/", ".gitlab/ci/"];
    private static readonly string[] AzureFolders = [".azure-pipelines/", ".azuredevops/", "azure-pipelines/"];

    /// <summary>Whose pipeline a file is by its name; null for no pipeline.</summary>
    /// <param name="path">The name, with its folders.</param>
    public static PipelineKind? KindOf(string path)
    {
        string shown = path.Replace('\\', '/').ToLowerInvariant(), name = ComposeFileNames.NameOf(shown);
        if (!name.EndsWith(".yml", StringComparison.Ordinal) && !name.EndsWith(".yaml", StringComparison.Ordinal))
            return null;
        string stem = name.Substring(0, name.LastIndexOf('.'));
        return Lies(shown, GitHubFolders) || stem == "action" ? PipelineKind.GitHub
            : stem.EndsWith(".gitlab-ci", StringComparison.Ordinal) || Lies(shown, GitLabFolders) ? PipelineKind.GitLab
            : stem.StartsWith("azure-pipeline", StringComparison.Ordinal) || stem.StartsWith(".azure-pipeline", StringComparison.Ordinal)
                || stem.StartsWith(".vsts-ci", StringComparison.Ordinal) || Lies(shown, AzureFolders) ? PipelineKind.Azure
            : null;
    }

    private static bool Lies(string path, string[] folders) =>
        Array.Exists(folders, f => path.StartsWith(f, StringComparison.Ordinal) || path.IndexOf("/" + f, StringComparison.Ordinal) >= 0);
}
