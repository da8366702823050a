namespace ContainerSecurity.Docker.Access;

/// <summary>The objects a grant is over.</summary>
/// <param name="Kind">By what they are held.</param>
/// <param name="Value">The team, or the pattern: of names a glob, of images as <see cref="ContainerSecurity.Resources.ImagePattern"/> reads it.
/// Empty for everything.</param>
public sealed record DockerScope(DockerScopeKind Kind, string Value = "")
{
    /// <summary>The scope of everything.</summary>
    public static DockerScope Everything { get; } = new(DockerScopeKind.Everything);

    /// <summary>What a team owns.</summary>
    public static DockerScope Owner(string team) => new(DockerScopeKind.Owner, team);

    /// <summary>Returns whether this scope surely holds all that another does.</summary>
    public bool Covers(DockerScope other) => Kind == DockerScopeKind.Everything || this == other;

    /// <summary>The scope in words.</summary>
    public override string ToString() => Kind switch
    {
        DockerScopeKind.Everything => "everything",
        DockerScopeKind.Owner => $"what team '{Value}' owns",
        DockerScopeKind.Name => $"what is named '{Value}'",
        _ => $"images '{Value}'",
    };
}
