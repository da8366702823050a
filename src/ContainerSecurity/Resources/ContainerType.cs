namespace ContainerSecurity.Resources;

/// <summary>What part a container plays in its pod. All of them are judged.</summary>
public enum ContainerType
{
    /// <summary>An application container.</summary>
    Regular,

    /// <summary>An init container: runs to its end before the application starts.</summary>
    Init,

    /// <summary>An init container with <c>restartPolicy: Always</c>: runs beside the application.</summary>
    Sidecar,

    /// <summary>An ephemeral (debug) container.</summary>
    Ephemeral,
}
