using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>A named list of permissions.</summary>
/// <param name="Name">The name.</param>
public sealed record DockerRole(string Name)
{
    /// <summary>The built-in roles: <c>view</c>, <c>restricted</c>, <c>full</c> and <c>admin</c>, each with the actions of the one before.</summary>
    public static IReadOnlyList<DockerRole> BuiltIn { get; } =
    [
        Of("view", DockerAccessLevel.View, DockerContainerRules.Baseline),
        Of("restricted", DockerAccessLevel.Restricted, DockerContainerRules.Baseline),
        Of("full", DockerAccessLevel.Full, DockerContainerRules.Baseline),
        Of("admin", DockerAccessLevel.Admin, DockerContainerRules.Unrestricted),
    ];

    /// <summary>The roles whose permissions this one has too.</summary>
    public IReadOnlyList<string> Includes { get; init; } = [];

    /// <summary>Its own permissions.</summary>
    public IReadOnlyList<DockerPermission> Permissions { get; init; } = [];

    private static DockerRole Of(string name, DockerAccessLevel level, DockerContainerRules rules) => new(name)
    {
        Permissions = [new DockerPermission([.. DockerEndpoints.All.Where(e => e.Level <= level).Select(e => e.Action).Distinct()]) { Rules = rules }],
    };
}
