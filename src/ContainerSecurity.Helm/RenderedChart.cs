using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm;

/// <summary>What a chart prints, and what could not be rendered or decided.</summary>
public sealed class RenderedChart
{
    internal RenderedChart(string name, string version)
    {
        Name = name;
        Version = version;
    }

    /// <summary>The name of the chart; empty where it could not be read.</summary>
    public string Name { get; }

    /// <summary>The version of the chart; empty where it could not be read.</summary>
    public string Version { get; }

    /// <summary>The templates of the chart and of those it brings, by path, and then the files of <c>crds/</c>.</summary>
    public IReadOnlyList<RenderedTemplate> Templates { get; internal init; } = [];

    /// <summary>What failed: the chart as a whole, its values, or templates, each with its place.</summary>
    public IReadOnlyList<DocumentError> Errors { get; internal init; } = [];

    /// <summary>What was not decided, such as a condition that asks a cluster, and what Helm leaves out without a word.</summary>
    public IReadOnlyList<DocumentNote> Notes { get; internal init; } = [];

    internal Versions.HelmRules Rules { get; init; } = Versions.HelmRules.Default;

    /// <summary>Returns the documents in the order in which <c>helm template</c> prints them: by the order of installation, hooks last.</summary>
    /// <param name="includesCustomResources">Whether the files of <c>crds/</c> come first (<c>--include-crds</c>).</param>
    /// <returns>The documents.</returns>
    /// <exception cref="ChartException">A document is no YAML, so that its kind is not known.</exception>
    public IReadOnlyList<ChartManifest> InInstallOrder(bool includesCustomResources = false) =>
        Rendering.InstallOrder.Of(Templates, includesCustomResources, Rules);
}
