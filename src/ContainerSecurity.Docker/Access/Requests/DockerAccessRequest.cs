using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>A request to the engine, with all that is known of what it names.</summary>
/// <param name="Subject">Who asks.</param>
/// <param name="Target">Where it goes.</param>
public sealed record DockerAccessRequest(DockerSubject Subject, DockerRequestTarget Target)
{
    /// <summary>The body; null where none was shown. An endpoint whose body is judged is denied without one.</summary>
    public DockerBody? Body { get; init; }

    /// <summary>What the engine knows under each of <see cref="References"/>. A request that names what was not looked up is denied.</summary>
    public IReadOnlyList<DockerResolution> Resolutions { get; init; } = [];

    /// <summary>What the team has now; needed where <see cref="DockerAuthorizer.TeamToCount"/> names a team.</summary>
    public DockerUsage? Usage { get; init; }

    /// <summary>The team that the client asks for, where it is in several; null to let the only one be taken.</summary>
    public string? Team { get; init; }

    /// <summary>The objects that the request names, to be looked up at the engine: in its path, its query and its body. Their texts may stand in a
    /// path.</summary>
    public IReadOnlyList<DockerReference> References => [.. All().Where(IsWellFormed)];

    /// <summary>A reference that no object of the engine can have; null for none. It is not looked up, and the request is denied.</summary>
    internal DockerReference? Malformed => All().FirstOrDefault(r => !IsWellFormed(r));

    private static bool IsWellFormed(DockerReference reference) => DockerNames.IsIdentifier(reference.Text, reference.Kind == DockerObjectKind.Image);

    private IEnumerable<DockerReference> All() => OfTarget().Concat(Body?.References ?? []);

    private IEnumerable<DockerReference> OfTarget()
    {
        DockerEndpoint endpoint = Target.Endpoint;
        if (Target.Identifier is { } identifier
            && endpoint.Kind is DockerObjectKind.Container or DockerObjectKind.Exec or DockerObjectKind.Image or DockerObjectKind.Network
            or DockerObjectKind.Volume or DockerObjectKind.Service or DockerObjectKind.Task or DockerObjectKind.Secret or DockerObjectKind.Config)
            yield return new DockerReference(endpoint.Kind, identifier, "path");
        if (endpoint.Action == "image.commit")
            yield return new DockerReference(DockerObjectKind.Container, Target.Query["container"] ?? "", "query container");
        if (endpoint is { Action: "image.save", HasIdentifier: false })
            foreach (string name in Target.Query.All("names"))
                yield return new DockerReference(DockerObjectKind.Image, name, "query names");
        if (endpoint.Action == "container.list")
            foreach (string name in Neighbours())
                yield return new DockerReference(DockerObjectKind.Container, name.TrimStart('/'), "query filters");
    }

    /// <summary>The containers before and after which a list shall begin and end; the engine says whether they are there.</summary>
    private IEnumerable<string> Neighbours()
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters = Target.Query.ReadFilters();
        foreach (string key in (string[])["before", "since"])
        {
            if (Target.Query[key] is { Length: > 0 } name)
                yield return name;
            foreach (string filtered in filters?.GetValueOrDefault(key) ?? [])
                yield return filtered;
        }
    }
}
