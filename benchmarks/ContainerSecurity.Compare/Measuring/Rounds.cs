using ContainerSecurity.Compare.Statistics;

namespace ContainerSecurity.Compare.Measuring;

/// <summary>Several programs, run by turns: each round runs all of them once, one after the other, so that what disturbs the machine disturbs all.</summary>
internal sealed class Rounds
{
    private readonly Dictionary<MeasuredProgram, List<ProcessCost>> costs = [];

    private Rounds(IReadOnlyList<MeasuredProgram> programs) => Programs = programs;

    /// <summary>The programs in the order of a round.</summary>
    public IReadOnlyList<MeasuredProgram> Programs { get; }

    /// <summary>Runs the rounds, after each program has run once unmeasured, which brings its files into memory, unless it measures itself.</summary>
    public static Rounds Run(ProgramRunner runner, int count, params IReadOnlyList<MeasuredProgram> programs)
    {
        var rounds = new Rounds(programs);
        foreach (MeasuredProgram program in programs)
        {
            rounds.costs[program] = [];
            if (!program.MeasuresItself)
                runner.Run(program);
        }
        for (int round = 0; round < count; round++)
            foreach (MeasuredProgram program in programs)
                rounds.costs[program].Add(runner.Run(program));
        return rounds;
    }

    /// <summary>What is told of each run of a program, in the order of the rounds.</summary>
    public IReadOnlyList<double> Values(MeasuredProgram program, Func<ProcessCost, double> value) => [.. costs[program].Select(value)];

    public Spread Processor(MeasuredProgram program) => Spread.Of(Values(program, ProcessorSeconds));

    public Spread Wall(MeasuredProgram program) => Spread.Of(Values(program, WallSeconds));

    public Spread Memory(MeasuredProgram program) => Spread.Of(Values(program, PeakBytes));

    public Spread Printed(MeasuredProgram program, string name) => Spread.Of(Values(program, c => c.Printed(name)));

    public Spread ProcessorRatio(MeasuredProgram program, MeasuredProgram other) => Ratio(program, other, ProcessorSeconds);

    public Spread WallRatio(MeasuredProgram program, MeasuredProgram other) => Ratio(program, other, WallSeconds);

    public Spread MemoryRatio(MeasuredProgram program, MeasuredProgram other) => Ratio(program, other, PeakBytes);

    public Spread PrintedRatio(MeasuredProgram program, MeasuredProgram other, string name) => Ratio(program, other, c => c.Printed(name));

    private Spread Ratio(MeasuredProgram program, MeasuredProgram other, Func<ProcessCost, double> value) =>
        Spread.OfRatios(Values(program, value), Values(other, value));

    private static double ProcessorSeconds(ProcessCost cost) => cost.Processor.TotalSeconds;

    private static double WallSeconds(ProcessCost cost) => cost.Wall.TotalSeconds;

    private static double PeakBytes(ProcessCost cost) => cost.PeakMemory;
}
