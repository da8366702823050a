using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Compose;

/// <summary>What only a service of a compose file says, beside what every <see cref="Workload"/> does.</summary>
internal sealed class ComposeService
{
    /// <summary>Whether the engine's socket is handed to the container.</summary>
    public Field<bool> UsesApiSocket { get; init; }

    /// <summary>The program of the host that runs in the place of a container.</summary>
    public Field<string> Provider { get; init; }

    /// <summary>What runs in the container once it has started, and before it stops.</summary>
    public IReadOnlyList<ServiceHook> Hooks { get; init; } = [];

    /// <summary>Whether <c>image</c> names what the build makes, so that nothing is pulled.</summary>
    public bool NamesResult { get; init; }

    /// <summary>How the image is built; null where it is not.</summary>
    public BuildSettings? Build { get; init; }
}
