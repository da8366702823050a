using System.Globalization;
using ContainerSecurity.Compare.Data;
using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;
using ContainerSecurity.Compare.Statistics;

namespace ContainerSecurity.Compare.Rows;

/// <summary>The analyzer in a compile of 2,000 files, beside other analyzers; the compiler is a new process each time.</summary>
internal sealed class AnalyzerRow : IRow
{
    private const string Own = "ContainerSecurity.Analyzers, Version=", Credentials = "(S2068)";

    public string Name => "analyzer";

    public string? NotQuick => "a compile of 2,000 files takes long";

    public Section Measure(Session session)
    {
        int files = session.Options.IsQuick ? 200 : 2_000;
        var section = new Section($"The analyzer in a compile of {files:N0} files",
            "Generated C# files of some 80 lines, one in ten deploys something with KubernetesClient; "
            + "csc as a new process on one core. Clocks are those of the compiler (`/reportanalyzer`).");
        if (session.Tools.Analyzer is not { } analyzer)
        {
            section.NotRun.Add("the analyzer in a compile: it is not built");
            return section;
        }
        CompileCommand command = CompileCommand.Prepare(session.Data, files);
        MeasuredProgram plain = command.Program("csc without analyzers", []);
        MeasuredProgram ours = command.Program("csc, ContainerSecurity.Analyzers", Directory.GetFiles(analyzer, "ContainerSecurity*.dll"));
        MeasuredProgram sonar = command.Program(
            "csc, SonarAnalyzer.CSharp, all off but S2068", command.Package("sonaranalyzer.csharp"), command.OnlyCredentials);
        MeasuredProgram meziantou = command.Program("csc, Meziantou.Analyzer, its defaults", command.Package("meziantou.analyzer"));

        Rounds rounds = session.Run(plain, ours, sonar, meziantou);
        section.Rounds.Add(rounds);
        IReadOnlyList<double> compile = rounds.Values(plain, c => c.Processor.TotalSeconds);
        IReadOnlyList<double> clock = rounds.Values(ours, c => Clock(c.Output, Own));
        section.Figures.Add(new("analyzer", $"the analyzer's clock in a compile of {files:N0} files / the compile without analyzers",
            Spread.OfRatios(clock, compile), Unit.Percent, new Bar(3, 1.5)));
        section.Figures.Add(new("analyzer/S2068", "the analyzer's clock / that of SonarAnalyzer's S2068 alone",
            Spread.OfRatios(clock, rounds.Values(sonar, c => Clock(c.Output, Credentials))), Unit.Ratio, new Bar(1.0)));
        foreach (MeasuredProgram analyzed in new[] { ours, sonar, meziantou })
            section.Figures.Add(new($"analyzer-processor/{analyzed.Name}", $"{analyzed.Name}: processor time that is added to a compile, loading included",
                rounds.ProcessorRatio(analyzed, plain).Plus(-1), Unit.Percent));
        return section;
    }

    /// <summary>The seconds of the lines with a name in the compiler's table of times.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    private static double Clock(string output, string name)
    {
        string[] lines = [.. output.Split('\n').Where(l => l.Contains(name, StringComparison.Ordinal))];
        return lines.Length > 0
            ? lines.Sum(l => double.Parse(l.Trim().Split(' ')[0].TrimStart('<'), CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The compiler's table of times does not name {name}: {output}");
    }
}
