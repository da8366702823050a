namespace ContainerSecurity.Helm;

/// <summary>What charts are judged with.</summary>
public sealed class ChartFormatOptions
{
    /// <summary>Values, versions and the release. The default value is those of the chart and of Helm.</summary>
    public ChartRendering Rendering { get; init; } = new();

    /// <summary>
    /// Whether the files beside <c>values.yaml</c> whose names are <c>values-*.yaml</c> or <c>values.*.yaml</c> are sets of values,
    /// with each of which the chart is judged as well. They are laid over <c>values.yaml</c>. The default value is true; where
    /// <see cref="ChartRendering.ValuesFiles"/> names files, these alone count.
    /// </summary>
    public bool JudgesValueSets { get; init; } = true;
}
