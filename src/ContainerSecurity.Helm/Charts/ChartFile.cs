namespace ContainerSecurity.Helm.Charts;

/// <summary>A file of a chart.</summary>
/// <param name="Name">Its path in the chart, with slashes.</param>
/// <param name="Data">Its bytes.</param>
internal sealed record ChartFile(string Name, byte[] Data);
