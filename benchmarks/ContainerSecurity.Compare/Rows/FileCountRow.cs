using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>Ten times as many files: what the memory and the time grow by.</summary>
internal sealed class FileCountRow : IRow
{
    public string Name => "files";

    public Section Measure(Session session)
    {
        int few = session.Options.IsQuick ? 200 : 1_000, many = 10 * few;
        var section = new Section($"Scan of {many:N0} manifests",
            $"{few:N0} and {many:N0} generated Deployments; all rules, secrets included, all cores.");
        MeasuredProgram Scan(int count) =>
            session.Native($"csec, {count:N0} files", "scan", session.Data.Manifests(count), "--profile", "all", "--format", "json");
        MeasuredProgram small = Scan(few), large = Scan(many);

        Rounds rounds = session.Run(small, large);
        section.Rounds.Add(rounds);
        // Of fewer files the start is a larger part, and memory is still filling.
        bool isJudged = !session.Options.IsQuick;
        section.Figures.Add(new("files-memory", $"{many:N0} files: peak memory / that of {few:N0}",
            rounds.MemoryRatio(large, small), Unit.Ratio, isJudged ? new Bar(1.1) : null));
        section.Figures.Add(new("files-time", $"{many:N0} files: wall time / that of {few:N0}",
            rounds.WallRatio(large, small), Unit.Ratio, isJudged ? new Bar(9) : null));
        section.Figures.Add(new("files-peak", $"peak memory of a scan of {many:N0} manifests",
            rounds.Memory(large), Unit.Megabytes));
        return section;
    }
}
