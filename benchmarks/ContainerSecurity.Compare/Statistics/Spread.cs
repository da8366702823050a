namespace ContainerSecurity.Compare.Statistics;

/// <summary>The median of what several rounds gave, with the smallest and the largest.</summary>
/// <param name="Median">The value in the middle; of an even number of values the mean of the two.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
internal readonly record struct Spread(double Median, double Minimum, double Maximum)
{
    /// <summary>The spread of values.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("A spread needs a value.", nameof(values));
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    /// <summary>The spread of the quotients of values that belong together, round by round.</summary>
    /// <exception cref="ArgumentException">The numbers of values differ, or there are none.</exception>
    public static Spread OfRatios(IReadOnlyList<double> values, IReadOnlyList<double> others) => values.Count == others.Count
        ? Of(values.Zip(others, (value, other) => value / other))
        : throw new ArgumentException("Each value needs its partner.", nameof(others));

    /// <summary>The same values in another unit.</summary>
    public Spread Times(double factor) => new(Median * factor, Minimum * factor, Maximum * factor);

    /// <summary>The same values, each with so much added.</summary>
    public Spread Plus(double value) => new(Median + value, Minimum + value, Maximum + value);
}
