using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>The detector of secrets on clean text, and beside secretlint.</summary>
internal sealed class SecretsRow : IRow
{
    public string Name => "secrets";

    public Section Measure(Session session)
    {
        string folder = session.Data.Texts(8);
        var section = new Section("Secrets",
            "8 MB of text without secrets in files of at most 64 KB: XML documentation of the .NET SDK, this repository's sources and documentation. "
            + "The speed is the detector's on texts in memory, under JIT; the pair are whole processes.");
        MeasuredProgram detector = Tools.Work("the detector", "secrets", folder);
        Rounds speed = session.Run(detector);
        section.Figures.Add(new("secrets", "secrets in clean text, one core",
            speed.Printed(detector, "speed"), Unit.MegabytesASecond, new Bar(300, 1000, IsFloor: true)));
        if (session.Tools.Peers is not { } peers)
        {
            section.Rounds.Add(speed);
            section.NotRun.Add("secrets beside secretlint: the packages of npm are not installed");
            return section;
        }

        MeasuredProgram ours = session.Native("csec secrets, native, one core", "secrets", folder) with { Processors = Processors.One };
        MeasuredProgram secretlint = session.Node("secretlint, preset recommended, one core",
            Path.Combine("node_modules", "secretlint", "bin", "secretlint.js"), "--secretlintrc",
            Path.Combine(peers, "secretlintrc.json"), Path.Combine(folder, "*.txt"));
        Rounds rounds = session.Run(ours, secretlint);
        section.Rounds.Add(rounds);
        section.Figures.Add(new("secrets/secretlint", "the same texts, whole process: processor time of secretlint / csec",
            rounds.ProcessorRatio(secretlint, ours), Unit.Times, new Bar(40, IsFloor: true)));
        return section;
    }
}
