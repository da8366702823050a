namespace ContainerSecurity.Docker.Access;

/// <summary>Who may do what on a Docker host: teams, roles and grants. Immutable.</summary>
public sealed record DockerAccessPolicy
{
    /// <summary>The owner label where a policy names none.</summary>
    public const string DefaultOwnerLabel = "io.containersecurity.team";

    /// <summary>The policy's name.</summary>
    public string Name { get; init; } = "default";

    /// <summary>The label that says which team owns an object.</summary>
    public string OwnerLabel { get; init; } = DefaultOwnerLabel;

    /// <summary>The teams.</summary>
    public IReadOnlyList<DockerTeam> Teams { get; init; } = [];

    /// <summary>Roles beside the built-in ones.</summary>
    public IReadOnlyList<DockerRole> Roles { get; init; } = [];

    /// <summary>The grants. What none allows is denied.</summary>
    public IReadOnlyList<DockerGrant> Grants { get; init; } = [];

    /// <summary>What nobody may create, whatever is granted; null for no such rules.</summary>
    public DockerContainerRules? Guardrails { get; init; }

    /// <summary>A role by its name, built in or not; null where there is none.</summary>
    public DockerRole? RoleOf(string name) => Roles.Concat(DockerRole.BuiltIn).FirstOrDefault(r => r.Name == name);

    /// <summary>A team by its name; null where there is none.</summary>
    public DockerTeam? TeamOf(string name) => Teams.FirstOrDefault(t => t.Name == name);
}
