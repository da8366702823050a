namespace ContainerSecurity.Compare.Measuring;

/// <summary>What one run of a program took, its children's processor time included.</summary>
/// <param name="Wall">From its start to its end.</param>
/// <param name="Processor">Time of user and system.</param>
/// <param name="PeakMemory">The most memory that was resident, in bytes.</param>
/// <param name="Output">What it wrote to its standard output, where that is kept.</param>
internal sealed record ProcessCost(TimeSpan Wall, TimeSpan Processor, long PeakMemory, string Output)
{
    /// <summary>A value that the program measured of itself and printed as a line with its name.</summary>
    /// <exception cref="InvalidOperationException">It did not print it.</exception>
    public double Printed(string name)
    {
        string? line = Output.Split('\n').FirstOrDefault(l => l.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null
            ? throw new InvalidOperationException($"The program printed no '{name}': {Output}")
            : double.Parse(line[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
