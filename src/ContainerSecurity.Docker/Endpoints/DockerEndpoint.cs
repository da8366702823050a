namespace ContainerSecurity.Docker.Endpoints;

/// <summary>An endpoint of the Docker Engine API: a method and a path, the action it stands for, and what it asks of who stands before the engine.</summary>
public sealed record DockerEndpoint
{
    internal DockerEndpoint(string[] words)
    {
        Method = words[0];
        Path = words[1];
        Action = words[2];
        Level = Enum.Parse<DockerAccessLevel>(words[3]);
        Kind = Enum.Parse<DockerObjectKind>(words[4]);
        Answer = Enum.Parse<DockerAnswer>(words[5]);
        Body = Enum.Parse<DockerBodyKind>(words[6]);
        IsMutating = words[7] == "writes";
        ExposesHost = words[8] == "host";
        QueryParameters = words[9] == "-" ? [] : words[9].Split(',');
        Segments = Path.Split('/')[1..];
    }

    /// <summary>The method, in capitals.</summary>
    public string Method { get; }

    /// <summary>The path without a version; <c>{id}</c> and <c>{name}</c> stand for what a request names.</summary>
    public string Path { get; }

    /// <summary>The action, such as <c>container.logs</c>. Several endpoints may stand for one.</summary>
    public string Action { get; }

    /// <summary>The least of the built-in roles that holds the action.</summary>
    public DockerAccessLevel Level { get; }

    /// <summary>What the identifier in the path names, or what the decision is about where there is none.</summary>
    public DockerObjectKind Kind { get; }

    /// <summary>What the endpoint asks of who stands before the engine.</summary>
    public DockerAnswer Answer { get; }

    /// <summary>How its body is treated.</summary>
    public DockerBodyKind Body { get; }

    /// <summary>Whether the engine's state changes.</summary>
    public bool IsMutating { get; }

    /// <summary>Whether whoever may use the endpoint is as good as root on the host.</summary>
    public bool ExposesHost { get; }

    /// <summary>The query parameters that are passed on; those of other names are not.</summary>
    public IReadOnlyList<string> QueryParameters { get; }

    /// <summary>Whether the path names an object.</summary>
    public bool HasIdentifier => Segments.Any(s => s is "{id}" or "{name}");

    internal string[] Segments { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}
