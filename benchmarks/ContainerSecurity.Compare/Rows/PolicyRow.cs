using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>The engine on one object, in the process.</summary>
internal sealed class PolicyRow : IRow
{
    public string Name => "policy";

    public Section Measure(Session session)
    {
        var section = new Section("One object",
            "A pod, a Deployment of two containers and an AdmissionReview with it, in a process under JIT that has warmed up, with a nursery of 64 MB.");
        MeasuredProgram work = Tools.Work("the engine", "policy", session.Peer("deployment.json"), session.Peer("expressions.json"));
        Rounds rounds = session.Run(work);
        section.Rounds.Add(rounds);
        void Add(string key, string what, Bar? bar = null) => section.Figures.Add(new(key, what, rounds.Printed(work, key), Unit.Microseconds, bar));
        Add("pod-security", "Pod Security, level restricted, on a parsed pod", new Bar(1.0));
        Add("pod-security-again", "the same pod once more");
        Add("validations", "12 validations of an admission policy on one object", new Bar(20));
        Add("validations-again", "the same object once more");
        Add("review", "an admission review of 3 KB read and judged, profile recommended");
        return section;
    }
}
