namespace ContainerSecurity.Sources;

/// <summary>What a source is.</summary>
public enum SourceType
{
    /// <summary>Whatever its name says; where that says nothing, whatever its first line does.</summary>
    Auto,

    /// <summary>Kubernetes manifests in YAML or JSON.</summary>
    Kubernetes,

    /// <summary>A Dockerfile, also called Containerfile.</summary>
    Dockerfile,

    /// <summary>A compose file, as <c>docker compose</c> reads it.</summary>
    Compose,

    /// <summary>What <c>docker inspect</c> prints of containers, or the body of a request that creates one.</summary>
    DockerInspect,

    /// <summary>Any text, judged by the rules that look for secrets.</summary>
    Text,

    /// <summary>A pipeline: a workflow or an action of GitHub, or a pipeline of GitLab or Azure.</summary>
    Pipeline,

    /// <summary>A .NET project (<c>.csproj</c>, <c>.fsproj</c>, <c>.vbproj</c>) that the SDK publishes as an image, or the profiles that start one.</summary>
    Project,

    /// <summary>The description of a dev container (<c>devcontainer.json</c>).</summary>
    DevContainer,

    /// <summary>A unit of Podman's Quadlet, such as <c>web.container</c>.</summary>
    Quadlet,

    /// <summary>A file of <c>docker buildx bake</c>.</summary>
    Bake,

    /// <summary>A Helm chart, in a folder or packed; read where a format of folders for it is given.</summary>
    Chart,
}
