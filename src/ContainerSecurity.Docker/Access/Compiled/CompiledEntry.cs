using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Compiled;

/// <summary>One permission of one grant over one scope: the least that can allow something.</summary>
internal sealed class CompiledEntry
{
    private const int WordSize = 64;
    private readonly ulong[] actions = new ulong[(DockerEndpoints.Actions.Count + WordSize - 1) / WordSize];

    public CompiledEntry(DockerGrant grant, string role, DockerPermission permission, CompiledScope scope)
    {
        Grant = grant;
        Role = role;
        Permission = permission;
        Scope = scope;
        for (int i = 0; i < DockerEndpoints.Actions.Count; i++)
            if (permission.PatternOf(DockerEndpoints.Actions[i]) is not null)
                actions[i / WordSize] |= 1UL << (i % WordSize);
    }

    public DockerGrant Grant { get; }

    /// <summary>The role that has the permission, which the grant's may include.</summary>
    public string Role { get; }

    public DockerPermission Permission { get; }

    public CompiledScope Scope { get; }

    public bool IsOverEverything => Scope.Scope.Kind == DockerScopeKind.Everything;

    /// <summary>Returns whether an action is permitted, by its number.</summary>
    public bool Permits(int action) => action >= 0 && (actions[action / WordSize] & (1UL << (action % WordSize))) != 0;

    /// <summary>Returns whether an action is permitted.</summary>
    public bool Permits(string action) => Permits(DockerEndpoints.NumberOf(action));
}
