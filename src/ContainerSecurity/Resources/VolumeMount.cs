using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A volume mounted into a container.</summary>
/// <param name="Name">The volume's name in the pod.</param>
/// <param name="MountPath">The path inside the container.</param>
/// <param name="ReadOnly">Whether the container can only read it.</param>
/// <param name="Propagation"><c>None</c>, <c>HostToContainer</c> or <c>Bidirectional</c>.</param>
public sealed record VolumeMount(Field<string> Name, Field<string> MountPath, Field<bool> ReadOnly, Field<string> Propagation);
