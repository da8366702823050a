using ContainerSecurity.Compare.Measuring;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>What one row of the comparison gave: its figures, the programs that were run with what each took, and what could not be run.</summary>
/// <param name="Title">What was compared.</param>
/// <param name="Data">What it was done with.</param>
internal sealed record Section(string Title, string Data)
{
    public List<Figure> Figures { get; } = [];

    /// <summary>The rounds whose programs are listed with their costs.</summary>
    public List<Rounds> Rounds { get; } = [];

    /// <summary>Pairs that were not run, with the reason.</summary>
    public List<string> NotRun { get; } = [];

    /// <summary>Remarks on how to read the figures.</summary>
    public List<string> Notes { get; } = [];
}
