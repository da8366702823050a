using ContainerSecurity.Documents;

namespace ContainerSecurity.Docker.Access;

/// <summary>Gives a role to subjects and teams, over scopes.</summary>
/// <param name="Role">The role.</param>
public sealed record DockerGrant(string Role)
{
    /// <summary>The grant's name, shown in reasons.</summary>
    public string Name { get; init; } = Role;

    /// <summary>The users.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>The groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The teams.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>The objects it is over. Empty: what the teams own, each its own.</summary>
    public IReadOnlyList<DockerScope> Scopes { get; init; } = [];

    /// <summary>Where it is written; null for one made in code.</summary>
    public DocumentLocation? Location { get; init; }

    /// <summary>The name, and the place where it is written.</summary>
    public override string ToString() => Location is { } place ? $"'{Name}' ({place.File.Path}:{place.Span.Line})" : $"'{Name}'";
}
