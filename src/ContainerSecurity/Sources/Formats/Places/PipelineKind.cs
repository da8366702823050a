namespace ContainerSecurity.Sources;

/// <summary>Whose pipeline a file is.</summary>
internal enum PipelineKind
{
    /// <summary>A workflow or an action of GitHub, Gitea or Forgejo.</summary>
    GitHub,

    /// <summary>A pipeline of GitLab.</summary>
    GitLab,

    /// <summary>One of Azure Pipelines.</summary>
    Azure,
}
