namespace ContainerSecurity.SupplyChain.Advisories.Reading.Scores;

/// <summary>The scores of vectors: the base score of CVSS 2, 3.0 and 3.1, the score of CVSS 4.0.</summary>
internal static class CvssScore
{
    /// <summary>The score of a vector; null where it is none of these.</summary>
    public static double? Of(string vector)
    {
        if (vector.Length > 256)
            return null;
        Dictionary<string, string> metrics = [];
        foreach (string part in vector.Split('/'))
        {
            int colon = part.IndexOf(':');
            if (colon <= 0 || !metrics.TryAdd(part[..colon], part[(colon + 1)..]))
                return null;
        }

        return metrics.GetValueOrDefault("CVSS") switch
        {
            "3.0" or "3.1" => Third(metrics),
            "4.0" => Cvss4Score.Of(metrics),
            null => Second(metrics),
            _ => null,
        };
    }

    private static double? Third(Dictionary<string, string> metrics)
    {
        bool isChanged = metrics.GetValueOrDefault("S") == "C";
        double? vector = Weight(metrics, "AV", ("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2));
        double? complexity = Weight(metrics, "AC", ("L", 0.77), ("H", 0.44));
        double? privileges = Weight(metrics, "PR", ("N", 0.85), ("L", isChanged ? 0.68 : 0.62), ("H", isChanged ? 0.5 : 0.27));
        double? interaction = Weight(metrics, "UI", ("N", 0.85), ("R", 0.62));
        double? scope = Weight(metrics, "S", ("U", 1), ("C", 1));
        double? kept = Kept(metrics, ("H", 0.56), ("L", 0.22), ("N", 0));
        double? exploitability = 8.22 * vector * complexity * privileges * interaction * scope;
        if (exploitability is not { } exploit || kept is not { } rest)
            return null;
        double loss = 1 - rest;
        double impact = isChanged ? (7.52 * (loss - 0.029)) - (3.25 * Math.Pow(loss - 0.02, 15)) : 6.42 * loss;
        return impact <= 0 ? 0 : RoundUp(Math.Min((isChanged ? 1.08 : 1) * (impact + exploit), 10));
    }

    private static double? Second(Dictionary<string, string> metrics)
    {
        double? exploitability = 20
            * Weight(metrics, "AV", ("N", 1), ("A", 0.646), ("L", 0.395))
            * Weight(metrics, "AC", ("L", 0.71), ("M", 0.61), ("H", 0.35))
            * Weight(metrics, "Au", ("N", 0.704), ("S", 0.56), ("M", 0.45));
        double? kept = Kept(metrics, ("C", 0.66), ("P", 0.275), ("N", 0));
        if (exploitability is not { } exploit || kept is not { } rest)
            return null;
        double impact = 10.41 * (1 - rest);
        double score = ((0.6 * impact) + (0.4 * exploit) - 1.5) * (impact == 0 ? 0 : 1.176);
        return Math.Round(score, 1, MidpointRounding.AwayFromZero);
    }

    private static double? Kept(Dictionary<string, string> metrics, params (string Value, double Weight)[] weights) =>
        (1 - Weight(metrics, "C", weights)) * (1 - Weight(metrics, "I", weights)) * (1 - Weight(metrics, "A", weights));

    private static double? Weight(Dictionary<string, string> metrics, string name, params (string Value, double Weight)[] weights)
    {
        string? value = metrics.GetValueOrDefault(name);
        foreach ((string known, double weight) in weights)
            if (known == value)
                return weight;
        return null;
    }

    // CVSS 3.1, appendix A: up to one decimal, on whole numbers, so that no rounding of the machine counts.
    private static double RoundUp(double value)
    {
        int whole = (int)Math.Round(value * 100_000);
        return whole % 10_000 == 0 ? whole / 100_000.0 : ((whole / 10_000) + 1) / 10.0;
    }
}
