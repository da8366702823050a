using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Judging;

/// <summary>Values that a chart is judged with.</summary>
/// <param name="Name">What findings call it.</param>
/// <param name="File">The file that is laid over the chart's own values; null for these alone.</param>
internal sealed record ValueSet(string Name, SourceFile? File);
