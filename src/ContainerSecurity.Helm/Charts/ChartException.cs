namespace ContainerSecurity.Helm.Charts;

/// <summary>A chart cannot be read or put together.</summary>
internal sealed class ChartException(string message) : Exception(message);
