using ContainerSecurity.Compare.Statistics;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>What a figure has to reach: at most so much, or at least so much.</summary>
/// <param name="Value">The bar, in the unit in which the figure is written.</param>
/// <param name="Beyond">What is aimed at beyond it; null for nothing.</param>
/// <param name="IsFloor">Whether more is better.</param>
internal sealed record Bar(double Value, double? Beyond = null, bool IsFloor = false)
{
    /// <summary>Whether the median of a figure reaches the bar, and what lies beyond it.</summary>
    public string Verdict(Spread spread, Unit unit)
    {
        double median = spread.Median * unit.Factor;
        return !Reaches(median, Value) ? "**missed**"
            : Beyond is { } beyond && Reaches(median, beyond) ? "met, beyond too"
            : "met";
    }

    /// <summary>The bar in words.</summary>
    public string Write(Unit unit) => Word(Value, unit);

    /// <summary>What lies beyond it in words; nothing where nothing does.</summary>
    public string WriteBeyond(Unit unit) => Beyond is { } beyond ? Word(beyond, unit) : "";

    private bool Reaches(double value, double bar) => IsFloor ? value >= bar : value <= bar;

    private string Word(double bar, Unit unit) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(IsFloor ? "≥" : "≤")} {bar:#,0.##}{unit.Sign}");
}
