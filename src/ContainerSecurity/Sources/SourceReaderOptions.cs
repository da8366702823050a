using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Sources;

/// <summary>How sources are read.</summary>
public sealed class SourceReaderOptions
{
    /// <summary>What the sources are. The default value is <see cref="SourceType.Auto"/>: the first format that can read a source.</summary>
    public SourceType Type { get; init; }

    /// <summary>Formats of others, which are asked before those of the library. The default value is none.</summary>
    public IReadOnlyList<ISourceFormat> Formats { get; init; } = [];

    /// <summary>Where kinds carry pods. The default value is <see cref="PodTemplates.Default"/>.</summary>
    public PodTemplates Pods { get; init; } = PodTemplates.Default;

    /// <summary>Bounds on the input.</summary>
    public DocumentLimits Limits { get; init; } = DocumentLimits.Default;
}
