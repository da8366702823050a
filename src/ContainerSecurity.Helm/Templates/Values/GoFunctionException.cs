namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>A function of a template failed; the executor adds where it was called.</summary>
internal sealed class GoFunctionException(string message) : Exception(message);
