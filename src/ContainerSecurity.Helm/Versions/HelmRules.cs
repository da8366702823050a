namespace ContainerSecurity.Helm.Versions;

/// <summary>What a version of Helm does in its own way.</summary>
/// <param name="Major">The first number of the version.</param>
/// <param name="Minor">The second number.</param>
internal sealed record HelmRules(ulong Major, ulong Minor)
{
    private const ulong NullsOfChartsGo = 2;

    /// <summary>The rules of the version that holds where none is named.</summary>
    public static HelmRules Default { get; } = Of(SemanticVersion.Parse(HelmVersions.Default)!);

    /// <summary>Whether all documents of a file of values count (Helm 4), or the first alone.</summary>
    public bool ReadsAllDocuments => Major >= 4;

    /// <summary>Whether a chart's own nulls are taken away before its values are used: since 4.2, also those meant for sub-charts, whose defaults come back.</summary>
    public bool DropsNullsOfCharts => (Major, Minor).CompareTo((4UL, NullsOfChartsGo)) >= 0;

    /// <summary>Whether blanks at the end of a document are taken away: up to 4.1.</summary>
    public bool TrimsDocuments => (Major, Minor).CompareTo((4UL, 2UL)) < 0;

    /// <summary>Whether a null that stands over no value, or over another null, stays.</summary>
    public bool KeepsNullsOverNothing => DropsNullsOfCharts;

    /// <summary>Whether a null goes even where the chart has a null as well (Helm 3).</summary>
    public bool DropsNullsOverNulls => Major < 4;

    /// <summary>Whether a chart's own nulls give way to what it imports (Helm 3).</summary>
    public bool ImportsOverNulls => Major < 4;

    /// <summary>Whether what a provider adds to the version of Kubernetes is passed over where a chart asks for a range (Helm 4).</summary>
    public bool ComparesReleasesOnly => Major >= 4;

    public static HelmRules Of(SemanticVersion version) => new(version.Major, version.Minor);
}
