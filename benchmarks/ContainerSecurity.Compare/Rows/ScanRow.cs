using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>A scan with all rules beside bare YamlDotNet on one core, and beside itself on two.</summary>
internal sealed class ScanRow : IRow
{
    public string Name => "scan";

    public Section Measure(Session session)
    {
        string folder = session.Data.Manifests(1_000);
        var section = new Section("Scan of 1,000 manifests", "1,000 generated Deployments, half of them clean; all rules, secrets included.");
        MeasuredProgram one = session.Native("csec, one core", "scan", folder, "--profile", "all", "--format", "json") with { Processors = Processors.One };
        MeasuredProgram two = one with { Name = "csec, two cores", Processors = Processors.Two ?? Processors.One };
        var yardstick = new MeasuredProgram("YamlDotNet's events, one core", session.Tools.Yardstick, folder) { Processors = Processors.One };

        Rounds rounds = session.Run(one, yardstick, two);
        section.Rounds.Add(rounds);
        section.Figures.Add(new("scan", "scan of 1,000 manifests, native, processor time on one core / bare YamlDotNet",
            rounds.ProcessorRatio(one, yardstick), Unit.Ratio, new Bar(1.2, 1.0)));
        if (Processors.Two is null)
            section.NotRun.Add("the scan on two cores: there is one");
        else
            section.Figures.Add(new("scan-cores", "the same, wall time on two cores / one core",
                rounds.WallRatio(two, one), Unit.Ratio, new Bar(0.60, 0.55)));
        section.Figures.Add(new("manifest", "a manifest, processor time on one core",
            rounds.Processor(one).Times(1e9 / 1_000), Unit.Microseconds));
        return section;
    }
}
