using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>Expressions of policies beside the evaluators that npm has.</summary>
internal sealed class CelRow : IRow
{
    public string Name => "cel";

    public Section Measure(Session session)
    {
        string[] data = [session.Peer("deployment.json"), session.Peer("expressions.json")];
        var section = new Section("CEL",
            "12 policy expressions over one Deployment, each warmed up and measured on its own in its process; "
            + "ours with cost tracking, under JIT, with a nursery of 64 MB.");
        MeasuredProgram ours = Tools.Work("ContainerSecurity.Cel", "cel", data);
        MeasuredProgram[] peers = session.Tools.Peers is null ? []
            : [.. new[] { ("@marcbachmann/cel-js", "cel-js"), ("@bufbuild/cel", "bufbuild") }
                .Select(p => session.Node(p.Item1, "cel.mjs", [p.Item2, .. data]) with { MeasuresItself = true })];

        Rounds rounds = session.Run([ours, .. peers]);
        section.Rounds.Add(rounds);
        section.Figures.Add(new("cel", "CEL, 12 policy expressions evaluated",
            rounds.Printed(ours, "evaluate"), Unit.Microseconds));
        section.Figures.Add(new("cel-plan", "CEL, 12 policy expressions planned",
            rounds.Printed(ours, "plan"), Unit.Microseconds));
        foreach (MeasuredProgram peer in peers)
        {
            bool isJudged = peer == peers[0];
            section.Figures.Add(new($"cel/{peer.Name}", $"CEL, 12 policy expressions with cost tracking / {peer.Name}",
                rounds.PrintedRatio(ours, peer, "evaluate"), Unit.Ratio, isJudged ? new Bar(0.35, 0.25) : null));
            section.Figures.Add(new($"cel-plan/{peer.Name}", $"their planning / {peer.Name}",
                rounds.PrintedRatio(ours, peer, "plan"), Unit.Ratio, isJudged ? new Bar(1.0) : null));
        }
        if (peers.Length == 0)
            section.NotRun.Add("CEL beside @marcbachmann/cel-js and @bufbuild/cel: the packages of npm are not installed");
        return section;
    }
}
