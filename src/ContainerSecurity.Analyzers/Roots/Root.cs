namespace ContainerSecurity.Analyzers.Roots;

/// <summary>What a type is judged as.</summary>
/// <param name="Format">Whose words the document speaks.</param>
/// <param name="Kind">The kind of the whole object.</param>
/// <param name="ApiVersion">Its group and version; empty where the format has none.</param>
/// <param name="Path">The keys that lead from the whole object to the fragment; an empty one stands for an item of a list.</param>
/// <param name="IsWhole">Whether the type is a whole object and not a fragment.</param>
internal sealed record Root(RootFormat Format, string Kind, string ApiVersion, IReadOnlyList<string> Path, bool IsWhole)
{
    /// <summary>Whether the fragment is a small value, such as a mount or a rule of a role: it is complete as it is written.</summary>
    public bool IsValue => !IsWhole && !HoldsContainers && Path.Count > 0 && Path[Path.Count - 1].Length == 0;

    /// <summary>Whether the fragment is a container or holds some, so that what it lacks can be told.</summary>
    public bool HoldsContainers =>
        IsWhole
        || (Path.Count > 0 && Path[Path.Count - 1] is "spec" or "template" or "jobTemplate")
        || (Path.Count == 3 && Path[1] is "containers" or "ephemeralContainers");
}

/// <summary>Whose words a document speaks.</summary>
internal enum RootFormat
{
    /// <summary>A Kubernetes object.</summary>
    Kubernetes,

    /// <summary>The body of the Docker Engine API's create-container call.</summary>
    Docker,

    /// <summary>The specification of a service of Docker's Swarm.</summary>
    Swarm,

    /// <summary>The inputs of a container of Pulumi's Docker provider.</summary>
    PulumiDocker,

    /// <summary>The parameters of a pull.</summary>
    ImagePull,

    /// <summary>A command that is run in a container.</summary>
    Exec,
}
