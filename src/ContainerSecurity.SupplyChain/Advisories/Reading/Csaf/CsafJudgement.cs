using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading.Scores;

namespace ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

/// <summary>How bad a flaw is and what is done about it, product by product: threats, scores and remediations (CSAF 2.0, 3.2.3).</summary>
internal sealed class CsafJudgement
{
    private static readonly string[] Scores = ["cvss_v4", "cvss_v3", "cvss_v2"];

    private readonly List<(CsafScope Scope, AdvisorySeverity Severity)> severities = [];
    private readonly List<(CsafScope Scope, VulnerabilityStatus Status)> remedies = [];
    private readonly AdvisorySeverity[] aggregate;

    /// <param name="flaw">The vulnerability.</param>
    /// <param name="tree">The products.</param>
    /// <param name="publisher">Who says so.</param>
    /// <param name="word">How bad the document is as a whole; null where it does not say.</param>
    public CsafJudgement(JsonElement flaw, CsafProductTree tree, string publisher, string? word)
    {
        // The word of the vendor comes before its score.
        foreach (JsonElement threat in flaw.Items("threats"))
            if (threat.Text("category") == "impact" && threat.Text("details") is { } details
                && AdvisorySeverity.LevelOf(details) is var level and not AdvisoryLevel.Unknown)
                severities.Add((CsafScope.Of(threat, tree), new AdvisorySeverity(publisher, level) { Text = details }));
        foreach (JsonElement score in flaw.Items("scores"))
            AddScores(score, CsafScope.Of(score, tree, "products"), publisher);
        foreach (JsonElement metric in flaw.Items("metrics"))
            AddScores(metric.Field("content"), CsafScope.Of(metric, tree, "products"), publisher);
        foreach (JsonElement remedy in flaw.Items("remediations"))
            if (StatusOf(remedy) is { } status)
                remedies.Add((CsafScope.Of(remedy, tree), status));
        AdvisoryLevel whole = word is null ? AdvisoryLevel.Unknown : AdvisorySeverity.LevelOf(word);
        aggregate = whole == AdvisoryLevel.Unknown ? [] : [new AdvisorySeverity(publisher, whole) { Text = word }];
    }

    /// <summary>How bad the flaw is for a product; where nothing is said of it, how bad the document is.</summary>
    public IReadOnlyList<AdvisorySeverity> SeveritiesOf(string product)
    {
        AdvisorySeverity[] own = [.. severities.Where(s => s.Scope.Has(product)).Select(s => s.Severity)];
        return own.Length > 0 ? own : aggregate;
    }

    /// <summary>What is done about a product that has the flaw.</summary>
    public VulnerabilityStatus StatusOf(string product) =>
        remedies.Where(r => r.Scope.Has(product)).Select(r => (VulnerabilityStatus?)r.Status).FirstOrDefault() ?? VulnerabilityStatus.Affected;

    private void AddScores(JsonElement element, CsafScope scope, string publisher)
    {
        foreach (string key in Scores)
            if (element.Field(key) is { ValueKind: JsonValueKind.Object } score)
            {
                string? vector = score.Text("vectorString");
                double? value = vector is null ? null : CvssScore.Of(vector);
                if ((value ?? ScoreOf(score)) is { } known)
                    severities.Add((scope, new AdvisorySeverity(publisher, AdvisorySeverity.LevelOf(known)) { Score = known, Text = vector }));
            }
    }

    private static double? ScoreOf(JsonElement score) =>
        score.Field("baseScore") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double said) && said is >= 0 and <= 10
            ? said
            : null;

    private static VulnerabilityStatus? StatusOf(JsonElement remedy)
    {
        string details = remedy.Text("details") ?? "";
        return remedy.Text("category") switch
        {
            "no_fix_planned" when details.Contains("support scope", StringComparison.OrdinalIgnoreCase) => VulnerabilityStatus.EndOfLife,
            "no_fix_planned" => VulnerabilityStatus.WillNotFix,
            "none_available" when details.Contains("deferred", StringComparison.OrdinalIgnoreCase) => VulnerabilityStatus.FixDeferred,
            _ => null,
        };
    }
}
