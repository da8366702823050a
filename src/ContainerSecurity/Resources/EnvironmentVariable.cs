using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>An environment variable of a container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its literal value; missing where it comes from elsewhere.</param>
/// <param name="SecretName">The Secret that the value is taken from; missing where none is.</param>
public sealed record EnvironmentVariable(Field<string> Name, Field<string> Value, Field<string> SecretName);
