using System.Collections.Frozen;
using System.Globalization;

namespace ContainerSecurity.SupplyChain.Advisories.Reading.Scores;

/// <summary>
/// The score of a vector of CVSS 4.0 (specification document, section 8): that of its MacroVector, less the mean of how
/// far it is from the worst vectors of that MacroVector.
/// </summary>
internal static class Cvss4Score
{
    private const string Table = "Cvss4Scores.txt";

    // The values of each metric, the worst first: their places are the distances of the specification.
    private static readonly FrozenDictionary<string, string> Base = new Dictionary<string, string>
    {
        ["AV"] = "NALP",
        ["AC"] = "LH",
        ["AT"] = "NP",
        ["PR"] = "NLH",
        ["UI"] = "NPA",
        ["VC"] = "HLN",
        ["VI"] = "HLN",
        ["VA"] = "HLN",
        ["SC"] = "HLN",
        ["SI"] = "HLN",
        ["SA"] = "HLN",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Optional = new Dictionary<string, string>
    {
        ["E"] = "XAPU",
        ["CR"] = "XHML",
        ["IR"] = "XHML",
        ["AR"] = "XHML",
        ["MAV"] = "XNALP",
        ["MAC"] = "XLH",
        ["MAT"] = "XNP",
        ["MPR"] = "XNLH",
        ["MUI"] = "XNPA",
        ["MVC"] = "XHLN",
        ["MVI"] = "XHLN",
        ["MVA"] = "XHLN",
        ["MSC"] = "XHLN",
        ["MSI"] = "XSHLN",
        ["MSA"] = "XSHLN",
        ["S"] = "XNP",
        ["AU"] = "XNY",
        ["R"] = "XAUI",
        ["V"] = "XDC",
        ["RE"] = "XLMH",
    }.ToFrozenDictionary();

    private static readonly string[] Urgencies = ["X", "Clear", "Green", "Amber", "Red"];

    private static readonly string[] Impacts = ["VC", "VI", "VA", "SC", "SI", "SA"];

    // The worst vectors of each level (section 8.3, "highest severity vectors"), as values of the metrics named here.
    private static readonly string[] Metrics1 = ["AV", "PR", "UI"];
    private static readonly string[][] Worst1 = [["NNN"], ["ANN", "NLN", "NNP"], ["PNN", "ALP"]];
    private static readonly string[] Metrics2 = ["AC", "AT"];
    private static readonly string[][] Worst2 = [["LN"], ["HN", "LP"]];
    private static readonly string[] Metrics36 = ["VC", "VI", "VA", "CR", "IR", "AR"];
    private static readonly string[][][] Worst36 =
    [
        [["HHHHHH"], ["HHLMMH", "HHHMMM"]],
        [["LHHHHH", "HLHHHH"], ["LHLHMH", "LHHHMM", "HLHMHM", "HLLMHH", "LLHHHM"]],
        [[], ["LLLHHH"]],
    ];
    private static readonly string[] Metrics4 = ["SC", "SI", "SA"];
    private static readonly string[][] Worst4 = [["HSS"], ["HHH"], ["LLL"]];

    // How many steps a level has (section 8.3, "depth").
    private static readonly int[] Depth1 = [1, 4, 5];
    private static readonly int[] Depth2 = [1, 2];
    private static readonly int[][] Depth36 = [[7, 6], [8, 8], [0, 10]];
    private static readonly int[] Depth4 = [6, 5, 4];

    private static readonly Lazy<FrozenDictionary<string, double>> Scores = new(ReadScores);

    /// <summary>The score of the metrics of a vector; null where one is missing, unknown or has an unknown value.</summary>
    public static double? Of(IReadOnlyDictionary<string, string> metrics)
    {
        if (!IsWhole(metrics))
            return null;
        if (Impacts.All(i => Value(metrics, i) == 'N'))
            return 0;
        int[] levels = Levels(metrics);
        double score = ScoreOf(levels)!.Value;
        double?[] drops =
        [
            Drop(metrics, score, Lower(levels, 0), Metrics1, Worst1[levels[0]], Depth1[levels[0]]),
            Drop(metrics, score, Lower(levels, 1), Metrics2, Worst2[levels[1]], Depth2[levels[1]]),
            Drop(metrics, score, LowerImpact(levels), Metrics36, Worst36[levels[2]][levels[5]], Depth36[levels[2]][levels[5]]),
            Drop(metrics, score, Lower(levels, 3), Metrics4, Worst4[levels[3]], Depth4[levels[3]]),
            // Within a level of exploit maturity all vectors are equal.
            Lower(levels, 4) is null ? null : 0,
        ];
        double[] existing = [.. drops.OfType<double>()];
        double mean = existing.Length == 0 ? 0 : existing.Sum() / existing.Length;
        return Round(Math.Clamp(score - mean, 0, 10));
    }

    private static bool IsWhole(IReadOnlyDictionary<string, string> metrics)
    {
        foreach ((string name, string value) in metrics)
            if (name != "CVSS" && !IsKnown(name, value))
                return false;
        return Base.Keys.All(metrics.ContainsKey);
    }

    private static bool IsKnown(string name, string value) =>
        name == "U" ? Urgencies.Contains(value, StringComparer.Ordinal)
        : (Base.TryGetValue(name, out string? values) || Optional.TryGetValue(name, out values))
            && value.Length == 1 && values.Contains(value[0], StringComparison.Ordinal);

    /// <summary>What counts of a metric: as it is in this environment, else as it is; what is not defined counts as the worst.</summary>
    private static char Value(IReadOnlyDictionary<string, string> metrics, string name)
    {
        if (metrics.TryGetValue("M" + name, out string? modified) && modified != "X")
            return modified[0];
        char value = metrics.TryGetValue(name, out string? said) ? said[0] : 'X';
        return value != 'X' ? value : name == "E" ? 'A' : 'H';
    }

    private static int[] Levels(IReadOnlyDictionary<string, string> metrics)
    {
        bool Is(string name, char value) => Value(metrics, name) == value;
        bool[] open = [Is("AV", 'N'), Is("PR", 'N'), Is("UI", 'N')];
        bool[] high = [Is("VC", 'H'), Is("VI", 'H'), Is("VA", 'H')];
        bool isSafety = Is("SI", 'S') || Is("SA", 'S');
        bool isFar = Is("SC", 'H') || Is("SI", 'H') || Is("SA", 'H');
        bool isNeeded = (high[0] && Is("CR", 'H')) || (high[1] && Is("IR", 'H')) || (high[2] && Is("AR", 'H'));
        return
        [
            !open.Contains(false) ? 0 : open.Contains(true) && !Is("AV", 'P') ? 1 : 2,
            Is("AC", 'L') && Is("AT", 'N') ? 0 : 1,
            high[0] && high[1] ? 0 : high.Contains(true) ? 1 : 2,
            isSafety ? 0 : isFar ? 1 : 2,
            Value(metrics, "E") switch { 'A' => 0, 'P' => 1, _ => 2 },
            isNeeded ? 0 : 1,
        ];
    }

    private static double? ScoreOf(ReadOnlySpan<int> levels) =>
        Scores.Value.TryGetValue(string.Concat(levels.ToArray()), out double score) ? score : null;

    private static double? Lower(int[] levels, int at)
    {
        int[] lower = [.. levels];
        lower[at]++;
        return ScoreOf(lower);
    }

    /// <summary>The impacts and their requirements go down together: from 00 to the higher one of 01 and 10.</summary>
    private static double? LowerImpact(int[] levels) => (levels[2], levels[5]) switch
    {
        (0, 0) => Math.Max(Lower(levels, 5)!.Value, Lower(levels, 2)!.Value),
        (1, 0) => Lower(levels, 5),
        (_, 1) => Lower(levels, 2),
        _ => null,
    };

    /// <summary>How much of the way to the next lower score is gone; null where there is none lower.</summary>
    private static double? Drop(
        IReadOnlyDictionary<string, string> metrics, double score, double? lower, string[] names, string[] worst, int depth)
    {
        if (lower is null)
            return null;
        foreach (string values in worst)
        {
            int[] steps = [.. names.Select((name, i) => Rank(name, Value(metrics, name)) - Rank(name, values[i]))];
            if (!steps.Any(s => s < 0))
                return (score - lower.Value) * steps.Sum() / depth;
        }

        return 0;
    }

    private static int Rank(string name, char value) => name switch
    {
        "SC" or "SI" or "SA" => "SHLN".IndexOf(value, StringComparison.Ordinal),
        "CR" or "IR" or "AR" => "HML".IndexOf(value, StringComparison.Ordinal),
        _ => Base[name].IndexOf(value, StringComparison.Ordinal),
    };

    // The small part keeps halves that a machine cannot write from being rounded down.
    private static double Round(double score) => Math.Round(Math.Floor(((score + 1e-6) * 10) + 0.5) / 10, 1);

    private static FrozenDictionary<string, double> ReadScores()
    {
        using Stream stream = typeof(Cvss4Score).Assembly.GetManifestResourceStream(Table)!;
        using var reader = new StreamReader(stream);
        Dictionary<string, double> scores = [];
        while (reader.ReadLine() is { } line)
            if (line.Split(' ') is [{ Length: 6 } levels, var score])
                scores[levels] = double.Parse(score, CultureInfo.InvariantCulture);
        return scores.ToFrozenDictionary();
    }
}
