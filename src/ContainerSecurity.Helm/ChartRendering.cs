using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm;

/// <summary>What a chart is rendered with: values, the release and the cluster. Later values are laid over earlier ones, in Helm's order of kinds.</summary>
public sealed class ChartRendering
{
    /// <summary>Files of values (<c>--values</c>), each laid over those before it.</summary>
    public IReadOnlyList<SourceFile> ValuesFiles { get; init; } = [];

    /// <summary>Expressions of <c>--set-json</c>, such as <c>a.b={"c":1}</c>.</summary>
    public IReadOnlyList<string> SetJson { get; init; } = [];

    /// <summary>Expressions of <c>--set</c>, such as <c>a.b[0]=c,d={x,y}</c>.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Expressions of <c>--set-string</c>, all of whose values are texts.</summary>
    public IReadOnlyList<string> SetString { get; init; } = [];

    /// <summary>Expressions of <c>--set-file</c>, whose values are paths of files that hold the texts.</summary>
    public IReadOnlyList<string> SetFile { get; init; } = [];

    /// <summary>Expressions of <c>--set-literal</c>, whose value is all that follows the equals sign.</summary>
    public IReadOnlyList<string> SetLiteral { get; init; } = [];

    /// <summary>Reads a file that <see cref="SetFile"/> names. The default value reads it from disk.</summary>
    public Func<string, string> ReadFile { get; init; } = File.ReadAllText;

    /// <summary>The name of the release. The default value is Helm's, <c>release-name</c>.</summary>
    public string ReleaseName { get; init; } = "release-name";

    /// <summary>The namespace of the release; null (the default) for Helm's <c>default</c>, which open rendering takes for unknown.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether the release is there already and gets a new revision. The default value is false.</summary>
    public bool IsUpgrade { get; init; }

    /// <summary>The version of Helm whose rules hold, such as <c>3.15</c> or <c>4.1.4</c>. The default value is <see cref="HelmVersions.Default"/>.</summary>
    public string HelmVersion { get; init; } = HelmVersions.Default;

    /// <summary>The version of Kubernetes, such as <c>v1.33.0</c>; null (the default) for the one that the version of Helm assumes.</summary>
    public string? KubernetesVersion { get; init; }

    /// <summary>Versions of APIs that the cluster serves beside those of Kubernetes, such as <c>cert-manager.io/v1</c> or <c>apps/v1/Deployment</c>.</summary>
    public IReadOnlyList<string> ApiVersions { get; init; } = [];

    /// <summary>Whether values are not held against <c>values.schema.json</c>. The default value is false.</summary>
    public bool SkipsSchema { get; init; }
}
