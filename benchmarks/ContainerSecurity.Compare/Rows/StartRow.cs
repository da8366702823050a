using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>What a user waits for before anything is done: one file beside a program that does nothing.</summary>
internal sealed class StartRow : IRow
{
    public string Name => "start";

    public Section Measure(Session session)
    {
        string file = Path.Combine(session.Data.Manifests(1_000), "d00000.yaml");
        var section = new Section("Start", "One generated Deployment; the empty programs are the yardstick without arguments.");
        MeasuredProgram native = session.Native("csec, native", "scan", file);
        var empty = new MeasuredProgram("empty program, native", session.Tools.Yardstick);
        Rounds rounds = session.Run(native, empty);
        section.Rounds.Add(rounds);
        section.Figures.Add(new("start", "`csec scan one.yaml`, native, wall time / empty AOT program",
            rounds.WallRatio(native, empty), Unit.Ratio, new Bar(2.5, 2.0)));

        if (session.Tools is { Tool: { } tool, EmptyConsole: { } console })
        {
            MeasuredProgram managed = native with { Name = "csec, dotnet tool", File = tool };
            var nothing = new MeasuredProgram("empty console program", console);
            Rounds managedRounds = session.Run(managed, nothing);
            section.Rounds.Add(managedRounds);
            section.Figures.Add(new("start-tool", "the same as a dotnet tool, wall time / empty console program",
                managedRounds.WallRatio(managed, nothing), Unit.Ratio, new Bar(2.0)));
        }
        else
            section.NotRun.Add("the dotnet tool beside an empty console program: a quick run does not pack it");
        return section;
    }
}
