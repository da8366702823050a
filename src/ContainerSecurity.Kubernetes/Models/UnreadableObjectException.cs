namespace ContainerSecurity.Kubernetes.Models;

/// <summary>An object cannot be read: it is nested too deep, has too many values, or is none.</summary>
internal sealed class UnreadableObjectException(string message) : Exception(message);
