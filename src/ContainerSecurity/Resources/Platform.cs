namespace ContainerSecurity.Resources;

/// <summary>What a workload is described for; it decides what an absent field means and which rules apply.</summary>
public enum Platform
{
    /// <summary>A Kubernetes object: absent fields are what the API server stores.</summary>
    Kubernetes,

    /// <summary>A service of a compose file.</summary>
    Compose,

    /// <summary>A container of a Docker engine, or the body of a request that creates one.</summary>
    Docker,
}
