namespace ContainerSecurity.Docker.Access;

/// <summary>Subjects that own things together.</summary>
/// <param name="Name">The name, which the owner label of its objects has as its value.</param>
public sealed record DockerTeam(string Name)
{
    /// <summary>The members by user name.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>The groups whose members are the team's.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The images that are the team's, as <see cref="ContainerSecurity.Resources.ImagePattern"/> reads them; null for a team that uses
    /// every image and changes none.</summary>
    public IReadOnlyList<string>? Images { get; init; }

    /// <summary>How much its containers may have in all.</summary>
    public DockerLimits Limits { get; init; } = DockerLimits.None;
}
