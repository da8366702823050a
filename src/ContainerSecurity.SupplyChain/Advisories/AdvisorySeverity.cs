namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>How bad a flaw is, as somebody says.</summary>
/// <param name="Source">Who says so, such as <c>debian-tracker</c>; of OSV the prefix of the identifier, such as <c>GHSA</c>.</param>
/// <param name="Level">How bad it is; unknown where nothing is said that is known.</param>
public sealed record AdvisorySeverity(string Source, AdvisoryLevel Level)
{
    /// <summary>The score, from 0 to 10; null where there is none.</summary>
    public double? Score { get; init; }

    /// <summary>The vector or the word as it was said; null where there is none.</summary>
    public string? Text { get; init; }

    /// <summary>The level that a word of a vendor means.</summary>
    /// <param name="word">The word, such as <c>moderate</c>, in any case.</param>
    public static AdvisoryLevel LevelOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Trim().TrimEnd('*').ToUpperInvariant() switch
        {
            "NEGLIGIBLE" or "UNIMPORTANT" or "NONE" => AdvisoryLevel.Negligible,
            "LOW" => AdvisoryLevel.Low,
            "MEDIUM" or "MODERATE" => AdvisoryLevel.Medium,
            "HIGH" or "IMPORTANT" => AdvisoryLevel.High,
            "CRITICAL" => AdvisoryLevel.Critical,
            _ => AdvisoryLevel.Unknown,
        };
    }

    /// <summary>The level that a score means (CVSS 3.1, section 5).</summary>
    /// <param name="score">The score.</param>
    public static AdvisoryLevel LevelOf(double score) => score switch
    {
        >= 9 => AdvisoryLevel.Critical,
        >= 7 => AdvisoryLevel.High,
        >= 4 => AdvisoryLevel.Medium,
        > 0 => AdvisoryLevel.Low,
        0 => AdvisoryLevel.Negligible,
        _ => AdvisoryLevel.Unknown,
    };
}
