namespace ContainerSecurity.Docker.Access;

/// <summary>Who asks. That he is who he says is established before.</summary>
/// <param name="Name">The user's name, compared as it is; empty for somebody unknown, whom nothing is granted.</param>
public sealed record DockerSubject(string Name)
{
    /// <summary>Somebody unknown, whom nothing is granted.</summary>
    public static DockerSubject Anonymous { get; } = new("");

    /// <summary>The groups the subject is in, compared as they are.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The name; <c>(unknown)</c> for none.</summary>
    public override string ToString() => Name.Length == 0 ? "(unknown)" : Name;
}
