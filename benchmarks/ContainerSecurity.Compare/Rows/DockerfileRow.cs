using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>Dockerfiles beside the linters that npm has; the bar is set against the fastest of them.</summary>
internal sealed class DockerfileRow : IRow
{
    private static readonly string[] Linters = ["dockerfilelint", "dockerfile-utils", "dockerfile_lint"];

    public string Name => "dockerfiles";

    public Section Measure(Session session)
    {
        int count = session.Options.IsQuick ? 500 : 2_000;
        string folder = session.Data.Dockerfiles(count);
        var section = new Section("Dockerfiles",
            $"{count:N0} generated ones of two stages and some thirty lines, half of them clean; "
            + "ours with all rules, each peer with its own defaults; whole processes on one core.");
        MeasuredProgram ours = session.Native("csec, native", "scan", folder, "--profile", "all", "--format", "json") with { Processors = Processors.One };
        MeasuredProgram[] peers = session.Tools.Peers is null ? [] : Array.ConvertAll(Linters, l => session.Node(l, "dockerfiles.mjs", l, folder));

        Rounds rounds = session.Run([ours, .. peers]);
        section.Rounds.Add(rounds);
        section.Figures.Add(new("dockerfile", "a Dockerfile parsed and judged, processor time",
            rounds.Processor(ours).Times(1e9 / count), Unit.Microseconds));
        if (peers.Length == 0)
            section.NotRun.Add($"Dockerfiles beside {string.Join(", ", Linters)}: the packages of npm are not installed");
        foreach ((MeasuredProgram peer, int place) in peers.OrderBy(p => rounds.Processor(p).Median).Select((p, i) => (p, i)))
            section.Figures.Add(new($"dockerfiles/{peer.Name}", $"{count:N0} Dockerfiles, processor time / {peer.Name}",
                rounds.ProcessorRatio(ours, peer), Unit.Ratio, place == 0 ? new Bar(0.05) : null));
        return section;
    }
}
