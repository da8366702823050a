namespace ContainerSecurity.Kubernetes.Models;

/// <summary>An object is nested too deep or has too many values to be read.</summary>
internal sealed class DocumentTooLargeException(string message) : Exception(message);
