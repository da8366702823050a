using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports.Formats;

/// <summary>The rule of a result.</summary>
/// <param name="Id">Its identifier; empty where there is none.</param>
/// <param name="Node">What describes it; null where nothing does.</param>
internal sealed record SarifRule(string Id, MappingNode? Node)
{
    private MappingNode? Properties => VexJson.Map(Node, "properties");

    /// <summary>The package URLs that it names.</summary>
    public IEnumerable<string> Urls => VexJson.Texts(Properties, "purls");

    /// <summary>The version that mends the flaw; null where it does not say.</summary>
    public string? FixedIn => VexJson.Text(Properties, "fixed_version") is { Length: > 0 } version && version != "not fixed" ? version : null;

    /// <summary>The level of its results; null where it does not say.</summary>
    public string? Level => VexJson.Text(VexJson.Map(Node, "defaultConfiguration"), "level");

    /// <summary>How bad it is, by a tag or by <c>security-severity</c>; null where neither says.</summary>
    public VulnerabilitySeverity? Severity =>
        VexJson.Texts(Properties, "tags").Select(SeverityWord.Of).FirstOrDefault(s => s is not null)
            ?? SeverityWord.OfScore(VexJson.Text(Properties, "security-severity"));
}
