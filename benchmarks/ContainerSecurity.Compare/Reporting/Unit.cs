using ContainerSecurity.Compare.Statistics;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>What a number counts, and how it is written.</summary>
/// <param name="Sign">What stands behind the number; nothing for a ratio.</param>
/// <param name="Factor">What the measured number is multiplied with.</param>
internal sealed record Unit(string Sign, double Factor = 1)
{
    public static Unit Ratio { get; } = new("");

    public static Unit Times { get; } = new(" ×");

    public static Unit Percent { get; } = new(" %", 100);

    public static Unit Microseconds { get; } = new(" µs", 1e-3);

    public static Unit MegabytesASecond { get; } = new(" MB/s");

    public static Unit Milliseconds { get; } = new(" ms", 1e3);

    public static Unit Megabytes { get; } = new(" MB", 1e-6);

    /// <summary>A number with three digits that count.</summary>
    public string Write(double value) => Number(value * Factor) + Sign;

    /// <summary>The median with the range.</summary>
    public string Write(Spread spread) => $"{Write(spread.Median)} ({Number(spread.Minimum * Factor)}–{Number(spread.Maximum * Factor)})";

    private static string Number(double value)
    {
        int decimals = Math.Abs(value) switch { >= 100 => 0, >= 10 => 1, >= 1 => 2, _ => 3 };
        return value.ToString("N" + decimals, System.Globalization.CultureInfo.InvariantCulture);
    }
}
