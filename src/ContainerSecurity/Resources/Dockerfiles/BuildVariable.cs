using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>One name of an ARG, ENV or LABEL instruction.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value with its variables expanded; missing for an ARG without a default.</param>
/// <param name="IsLegacy">Whether it is written <c>ENV name value</c>, without an equals sign.</param>
/// <param name="Uses">The names of the variables in the value.</param>
public sealed record BuildVariable(string Name, Field<string> Value, bool IsLegacy, IReadOnlyList<string> Uses);
