namespace ContainerSecurity.Policies.Frameworks;

/// <summary>What a framework is about.</summary>
internal enum FrameworkPlatform
{
    /// <summary>Everything that is judged.</summary>
    All,

    /// <summary>Objects of Kubernetes.</summary>
    Kubernetes,

    /// <summary>What is no object of Kubernetes: images, build files, compose files and Docker hosts.</summary>
    Docker,
}
