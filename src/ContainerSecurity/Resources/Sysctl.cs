using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A kernel parameter set for a pod.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Value">Its value.</param>
public sealed record Sysctl(Field<string> Name, Field<string> Value);
